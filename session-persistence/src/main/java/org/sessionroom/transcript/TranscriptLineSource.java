package org.sessionroom.transcript;

import java.time.Instant;
import java.util.UUID;

/**
 * Identifies a recogniser's result, so that it is stored once however often it is delivered.
 *
 * @param stream one microphone's audio, from its opening to its closing
 * @param epoch which of the stream's conversations with the recogniser, from 1
 * @param item the recogniser's id for it within that conversation
 */
public record TranscriptLineSource(UUID stream, int epoch, String item) {

    /** A gap belongs to the stream, not to one of its conversations. */
    public static TranscriptLineSource gap(UUID stream, Instant from) {
        return new TranscriptLineSource(stream, 0, "gap-" + from.toEpochMilli());
    }
}
