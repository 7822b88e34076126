package org.sessionroom.session;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.participant.ParticipantEntity;

/**
 * A session as shown to people and systems, without clinical content.
 *
 * @param transcriptTerms the current terms of the transcript
 * @param lines the total number of changes of the transcript; it stays after the transcript was erased
 * @param erasedAt when its content and its people's names were erased
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
        Optional<Instant> erasedAt,
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
                session.erasedAt(),
                session.lastSeq());
    }
}
