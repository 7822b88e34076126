package org.sessionroom.session;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A session as people and systems are shown it; nothing clinical.
 *
 * @param revision a higher one is newer
 */
public record SessionView(
        SessionId id,
        UUID appointmentId,
        String therapist,
        SessionStatus status,
        FieldAccess clientAccess,
        boolean clientSharing,
        boolean clientAdmitted,
        Instant openedAt,
        Optional<Instant> startedAt,
        Optional<Instant> endsAt,
        Optional<Instant> endedAt,
        long seq,
        long revision) {

    public static SessionView of(TherapySession session, boolean clientAdmitted) {
        return new SessionView(
                session.id(),
                session.appointmentId(),
                session.therapist(),
                session.status(),
                session.clientAccess(),
                session.clientSharing(),
                clientAdmitted,
                session.openedAt(),
                session.startedAt(),
                session.endsAt(),
                session.endedAt(),
                session.lastSeq(),
                session.revision());
    }
}
