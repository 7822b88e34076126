package org.sessionroom.provider.stream;

import java.time.Duration;

/**
 * The time limits and the buffer size of a stream.
 *
 * @param connect time limit for reaching the provider
 * @param firstEvent time limit for its first event after that
 * @param finalAfterCommit time limit for the last result after the end of a run of speech
 * @param stalled time limit for sending sound that is being sent
 * @param rotate after this time a conversation is replaced at a pause of speech
 * @param rotateAtLatest after this time it is replaced even during speech; providers close at 30 minutes
 * @param giveUp without a provider for this long the stream is lost
 * @param lease without a call of its owner for this long the stream is closed
 * @param ping interval of the signs of life
 * @param kept length of the buffered sound
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

    /** The production values. */
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
