package org.sessionroom.session;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.participant.Participant;

/**
 * A session as people and systems are shown it; nothing clinical.
 *
 * @param revision a higher one is newer
 * @param guest the invitation by which the client's seat was last taken
 */
public record SessionView(
        SessionId id,
        UUID appointmentId,
        String therapist,
        SessionStatus status,
        RoomRules rules,
        boolean clientAdmitted,
        Optional<UUID> guest,
        Instant openedAt,
        Optional<Instant> startedAt,
        Optional<Instant> endsAt,
        Optional<Instant> endedAt,
        long seq,
        long revision) {

    public static SessionView of(TherapySession session, Participant client) {
        return new SessionView(
                session.id(),
                session.appointmentId(),
                session.therapist(),
                session.status(),
                session.rules(),
                client.isAdmitted(),
                client.invitation(),
                session.openedAt(),
                session.startedAt(),
                session.endsAt(),
                session.endedAt(),
                session.lastSeq(),
                session.revision());
    }
}
