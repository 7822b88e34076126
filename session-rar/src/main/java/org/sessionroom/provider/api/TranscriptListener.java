package org.sessionroom.provider.api;

/**
 * Receives results, for each stream in the order of speech and never two of one stream at a time. A partial may
 * be skipped if there is a newer one. A final, a gap or a notice whose delivery fails is delivered again, so the listener must
 * recognise duplicates by stream, epoch and item.
 */
public interface TranscriptListener {

    /** The partial text of an utterance. It may turn out to be nothing, and then no final follows. */
    void partial(Partial partial);

    /** An utterance is complete. */
    void finalSegment(FinalSegment segment);

    /** Speech was lost and will not be recognised. */
    void gap(LostSpeech gap);

    /** An error after which the stream continues. */
    void error(StreamError error);

    /** The stream entered another state. */
    void notice(StreamNotice notice);
}
