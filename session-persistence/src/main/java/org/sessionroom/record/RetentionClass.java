package org.sessionroom.record;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import org.sessionroom.appointment.AppointmentEntity;
import org.sessionroom.audit.AuditEntity;
import org.sessionroom.call.CallQualityEntity;
import org.sessionroom.chat.ChatMessageEntity;
import org.sessionroom.consent.ConsentEntity;
import org.sessionroom.constellation.JournalEntity;
import org.sessionroom.constellation.SnapshotEntity;
import org.sessionroom.identity.LoginEntity;
import org.sessionroom.insight.InsightRoundEntity;
import org.sessionroom.note.NoteEntity;
import org.sessionroom.outbox.OutboxEntity;
import org.sessionroom.participant.InvitationEntity;
import org.sessionroom.participant.ParticipantEntity;
import org.sessionroom.safety.MentionReviewEntity;
import org.sessionroom.session.PresenceEntity;
import org.sessionroom.session.SessionTransitionEntity;
import org.sessionroom.session.TherapySessionEntity;
import org.sessionroom.transcript.TranscriptEntity;

/**
 * The table of retention: the classes of stored data, how long each is kept before it is erased, and its rows. Every entity is in one
 * class, except the keys, which are erased with what they encrypt. Names and reasons in the rows of RECORD are encrypted with a key of
 * SESSION, and unreadable once that is erased.
 */
public enum RetentionClass {
    TRANSCRIPT(Period.ofDays(30), Erasure.AFTER_THE_SESSION, TranscriptEntity.class, MentionReviewEntity.class),
    ANALYSIS(Period.ofDays(90), Erasure.AFTER_THE_SESSION, InsightRoundEntity.class),
    /** The content of a session, and the names of its people. */
    SESSION(
            Period.ofYears(1),
            Erasure.AFTER_THE_SESSION,
            CallQualityEntity.class,
            ChatMessageEntity.class,
            JournalEntity.class,
            NoteEntity.class,
            OutboxEntity.class,
            PresenceEntity.class,
            SnapshotEntity.class),
    /** That a session took place, when, and who agreed to what (CFP 1/2009, art. 4: five years). */
    RECORD(
            Period.ofYears(5),
            Erasure.NOT_YET,
            AppointmentEntity.class,
            AuditEntity.class,
            ConsentEntity.class,
            ErasureReceiptEntity.class,
            InvitationEntity.class,
            LegalHoldEntity.class,
            LegalHoldReleaseEntity.class,
            ParticipantEntity.class,
            SessionTransitionEntity.class,
            TherapySessionEntity.class),
    /** Kept a day longer than valid, because a clock that is temporarily ahead must not delete valid logins. */
    LOGIN(Period.ofDays(1), Erasure.AFTER_THE_LOGIN, LoginEntity.class);

    /** From when the period counts, and whether the room itself erases the rows. */
    public enum Erasure {
        /** From the session's end; the rows of a session are erased together with the key that encrypted them. */
        AFTER_THE_SESSION,
        /** From the time limit of each login. */
        AFTER_THE_LOGIN,
        /** From the session's end; the rows are not erased automatically yet. */
        NOT_YET
    }

    private final Period kept;
    private final Erasure erasure;
    private final List<Class<?>> rows;

    RetentionClass(Period kept, Erasure erasure, Class<?>... rows) {
        this.kept = kept;
        this.erasure = erasure;
        this.rows = List.of(rows);
    }

    public Period kept() {
        return kept;
    }

    public Erasure erasure() {
        return erasure;
    }

    /** The entities of this class. */
    public List<Class<?>> rows() {
        return rows;
    }

    /** The key of the name that people read. */
    public String messageKey() {
        return "retention." + name();
    }

    /** @param start when its period began to count */
    public boolean isOver(Instant start, Instant now) {
        return start.isBefore(overdueBefore(now));
    }

    /** What began to count before this moment must be erased. */
    public Instant overdueBefore(Instant now) {
        return now.atZone(ZoneOffset.UTC).minus(kept).toInstant();
    }
}
