package org.sessionroom.assistant;

import java.time.Instant;
import java.util.UUID;

/**
 * Something was said that nobody heard, and nobody will. Fired inside a transaction, and again when it fails.
 *
 * @param stream of one microphone, named by whoever opened it
 * @param reason of the adapter's closed list
 */
public record SpeechMissed(UUID stream, Instant from, Instant to, String reason) {}
