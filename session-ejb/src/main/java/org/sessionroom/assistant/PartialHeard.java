package org.sessionroom.assistant;

import java.time.Instant;
import java.util.UUID;

/**
 * Something is being said, and so far it sounds like this. Fired outside of transactions, and not kept: the next replaces it.
 *
 * @param stream of one microphone, named by whoever opened it
 * @param epoch counts the connections of a stream to the provider, from 1
 * @param item names the utterance within its epoch
 * @param text the whole utterance so far
 */
public record PartialHeard(UUID stream, int epoch, String item, String text, Instant from, Instant to) {

    /** Shows nothing of what was said. */
    @Override
    public String toString() {
        return "PartialHeard[" + stream + ", " + epoch + ", " + item + "]";
    }
}
