package org.sessionroom.provider.api;

import java.time.Instant;
import java.util.UUID;

/**
 * An utterance in progress.
 *
 * @param epoch number of the conversation within the stream, from 1
 * @param itemId identifies the utterance within its epoch
 * @param text the whole utterance so far
 * @param from when it began to be spoken
 * @param to when the last recognised part of it was spoken
 */
public record Partial(UUID streamId, int epoch, String itemId, String text, Instant from, Instant to, String language) {

    /** Does not contain the spoken text, which must not reach a log. */
    @Override
    public String toString() {
        return "Partial[" + streamId + ", " + epoch + ", " + itemId + "]";
    }
}
