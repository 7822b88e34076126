package org.sessionroom.measures;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One person's share of a conversation.
 *
 * @param talk how long they spoke; overlapping utterances of the same person count once
 * @param share of the time in which anybody spoke, from 0 to 1; empty when nobody spoke
 * @param turns number of turns
 * @param pace words a minute of their own talking; empty when they did not speak
 * @param latency the median time until they answered, zero for an answer that began before the other ended
 */
public record SpeakerMeasures(
        Duration talk,
        OptionalDouble share,
        int turns,
        Duration longestTurn,
        OptionalDouble pace,
        Optional<Duration> latency) {}
