package org.sessionroom.constellation;

import java.time.Instant;
import java.util.UUID;
import org.sessionroom.participant.ParticipantId;

/**
 * A committed change.
 *
 * @param seq its number in the session's order, from 1, without gaps
 * @param changeId chosen by the sender; the same id is never applied twice
 */
public record RecordedChange(long seq, UUID changeId, ParticipantId by, Instant at, ConstellationChange change) {}
