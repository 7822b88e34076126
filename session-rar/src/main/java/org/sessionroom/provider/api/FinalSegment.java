package org.sessionroom.provider.api;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * An utterance, heard to its end. Never empty.
 *
 * @param epoch counts the connections of a stream, from 1
 * @param itemId names the utterance within its epoch; at most 128 characters
 * @param from when it began to be spoken
 * @param to when it ended
 * @param confidence 0 to 1; empty where the provider does not say
 * @param doubtful whether it may be no speech at all, but what recognisers write for silence and noise
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

    /** Without a doubt that it is speech. */
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

    /** Shows nothing of what was said. */
    @Override
    public String toString() {
        return "FinalSegment[" + streamId + ", " + epoch + ", " + itemId + "]";
    }
}
