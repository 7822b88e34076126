package org.sessionroom.assistant;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * Something said was heard to its end. Fired inside a transaction; when it fails it is fired again, so that what is kept has
 * to be known by stream, epoch and item.
 *
 * @param stream of one microphone, named by whoever opened it
 * @param epoch counts the connections of a stream to the provider, from 1
 * @param item names the utterance within its epoch; at most 128 characters
 * @param confidence 0 to 1; empty where the provider does not say
 * @param language as BCP 47 names it
 */
public record SegmentHeard(
        UUID stream,
        int epoch,
        String item,
        String text,
        Instant from,
        Instant to,
        OptionalDouble confidence,
        String language) {

    /** Shows nothing of what was said. */
    @Override
    public String toString() {
        return "SegmentHeard[" + stream + ", " + epoch + ", " + item + "]";
    }
}
