package org.sessionroom.assistant;

import java.time.Instant;
import java.util.UUID;

/**
 * By what a recogniser's result is known, so that it is kept once however often it is delivered.
 *
 * @param stream one microphone's, from its opening to its closing
 * @param epoch which of the stream's connections to the recogniser, from 1
 * @param item the recogniser's name for it within that connection
 */
public record TranscriptLineSource(UUID stream, int epoch, String item) {

    /** A gap belongs to the stream, and not to one of its connections. */
    public static TranscriptLineSource gap(UUID stream, Instant from) {
        return new TranscriptLineSource(stream, 0, "gap-" + from.toEpochMilli());
    }
}
