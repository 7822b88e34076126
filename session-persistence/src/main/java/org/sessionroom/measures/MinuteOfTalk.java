package org.sessionroom.measures;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.sessionroom.participant.ParticipantRole;

/**
 * One minute of a conversation; the last may be shorter.
 *
 * @param talk of each person who was recognised at least once in the whole conversation
 * @param silence the part of it that is within a {@link Silence}
 * @param unheard the part of it that is within a gap of either person
 */
public record MinuteOfTalk(Instant from, Map<ParticipantRole, Duration> talk, Duration silence, Duration unheard) {}
