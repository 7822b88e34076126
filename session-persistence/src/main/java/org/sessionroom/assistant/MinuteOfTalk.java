package org.sessionroom.assistant;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.sessionroom.participant.ParticipantRole;

/**
 * One minute of a conversation; the last may be shorter.
 *
 * @param talk of each person of whom anything was heard in the whole conversation
 * @param silence what of it lies in a {@link Silence}
 * @param unheard what of it lies in a gap of either person
 */
public record MinuteOfTalk(Instant from, Map<ParticipantRole, Duration> talk, Duration silence, Duration unheard) {}
