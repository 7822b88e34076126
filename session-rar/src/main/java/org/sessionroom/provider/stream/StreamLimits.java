package org.sessionroom.provider.stream;

import java.time.Duration;

/**
 * How long a stream waits, and how much it keeps.
 *
 * @param connect until the provider is reached
 * @param firstEvent until it says a first word after that
 * @param finalAfterCommit until all is heard after the end of a run of speech
 * @param stalled until sound that is under way must be through
 * @param rotate after this a line is replaced where speech pauses
 * @param rotateAtLatest after this it is replaced even amid speech; providers cut at 30 minutes
 * @param giveUp without a provider for so long the stream is lost
 * @param lease without a word of its owner for so long the stream is closed
 * @param ping between two signs of life
 * @param kept of the sound appended last
 */
public record StreamLimits(
        Duration connect,
        Duration firstEvent,
        Duration finalAfterCommit,
        Duration stalled,
        Duration rotate,
        Duration rotateAtLatest,
        Duration giveUp,
        Duration lease,
        Duration ping,
        Duration kept) {

    /** For every day. */
    public static final StreamLimits USUAL = new StreamLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofMinutes(23),
            Duration.ofMinutes(25),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30));
}
