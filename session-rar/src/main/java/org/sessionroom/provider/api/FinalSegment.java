package org.sessionroom.provider.api;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * A recognised utterance that is complete. Never empty.
 *
 * @param epoch number of the conversation within the stream, from 1
 * @param itemId identifies the utterance within its epoch; at most 128 characters
 * @param from when it began to be spoken
 * @param to when it ended
 * @param confidence 0 to 1; empty if the provider does not report it
 * @param doubtful whether it may not be speech but what recognisers write for silence and noise
 */
public record FinalSegment(
        UUID streamId,
        int epoch,
        String itemId,
        String text,
        Instant from,
        Instant to,
        OptionalDouble confidence,
        String language,
        boolean doubtful) {

    /** An utterance that is not doubtful. */
    public FinalSegment(
            UUID streamId,
            int epoch,
            String itemId,
            String text,
            Instant from,
            Instant to,
            OptionalDouble confidence,
            String language) {
        this(streamId, epoch, itemId, text, from, to, confidence, language, false);
    }

    /** Does not contain the spoken text, which must not reach a log. */
    @Override
    public String toString() {
        return "FinalSegment[" + streamId + ", " + epoch + ", " + itemId + "]";
    }
}
