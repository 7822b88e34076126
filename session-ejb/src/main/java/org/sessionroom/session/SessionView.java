package org.sessionroom.session;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.participant.ParticipantEntity;

/**
 * A session as people and systems are shown it; nothing clinical.
 *
 * @param transcriptTerms under what terms what is said is written down, if it is at all
 * @param lines how many changes of the transcript there ever were; they are counted still when it was erased
 * @param guest the invitation by which the client's seat was last taken
 */
public record SessionView(
        SessionId id,
        UUID appointmentId,
        String therapist,
        SessionStatus status,
        RoomRules rules,
        TranscriptTerms transcriptTerms,
        long lines,
        boolean clientAdmitted,
        Optional<UUID> guest,
        Instant openedAt,
        Optional<Instant> startedAt,
        Optional<Instant> endsAt,
        Optional<Instant> endedAt,
        long seq) {

    public static SessionView of(TherapySessionEntity session, ParticipantEntity client) {
        return new SessionView(
                session.id(),
                session.appointmentId(),
                session.therapist(),
                session.status(),
                session.rules(),
                session.transcriptTerms(),
                session.lastLine(),
                client.isAdmitted(),
                client.invitation(),
                session.openedAt(),
                session.startedAt(),
                session.endsAt(),
                session.endedAt(),
                session.lastSeq());
    }
}
