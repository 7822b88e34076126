package org.sessionroom.provider.api;

/**
 * Receives results, for each stream in the order of speech and never two of one stream at a time. A partial text may be skipped if there
 * is a newer one. What is to be stored, and a change of state, is delivered again when its delivery fails, so the listener must
 * recognise duplicates by stream, epoch and item.
 */
public interface TranscriptListener {

    /** An utterance is complete, or speech was lost; expects a transaction. */
    void store(SpeechResult.Stored result);

    /** An utterance goes on, the stream entered another state, or there was an error; needs no transaction. */
    void show(SpeechResult.Shown result);
}
