package org.sessionroom.measures;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sessionroom.participant.ParticipantRole;

/**
 * A time of at least {@link #SHORTEST} in which both could be transcribed and neither spoke.
 *
 * @param after who spoke before; empty at the beginning and after a gap
 * @param brokenBy who spoke next; empty at the end and before a gap
 */
public record Silence(Instant from, Instant to, Optional<ParticipantRole> after, Optional<ParticipantRole> brokenBy) {

    /** The pause that research on psychotherapy counts as a silence (Levitt's Pausing Inventory: three seconds). */
    public static final Duration SHORTEST = Duration.ofSeconds(3);

    public Duration length() {
        return Duration.between(from, to);
    }
}
