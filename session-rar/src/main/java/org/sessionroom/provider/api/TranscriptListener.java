package org.sessionroom.provider.api;

/**
 * Is told what was heard, for each stream in the order of speech and never two things of one stream at a time. Partials may
 * be left out when there is a newer one. A final, a gap or a notice whose delivery fails is delivered again, so that what is
 * kept of it has to be known by stream, epoch and item.
 */
public interface TranscriptListener {

    /** An utterance is under way, and this is what it sounds like so far. It may come to nothing, and then no final follows. */
    void partial(Partial partial);

    /** An utterance was heard to its end. */
    void finalSegment(FinalSegment segment);

    /** Something was spoken and will not be heard any more. */
    void gap(LostSpeech gap);

    /** Something went wrong that the stream outlives. */
    void error(StreamError error);

    /** The stream is in another state. */
    void notice(StreamNotice notice);
}
