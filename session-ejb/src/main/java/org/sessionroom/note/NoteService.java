package org.sessionroom.note;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import org.sessionroom.audit.AuditService;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SealingKeyRepository;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionLimits;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionRepository;
import org.sessionroom.session.SessionWarned;
import org.sessionroom.session.TherapySessionEntity;

/** Stores a therapist's private notes; nobody else can read them. */
@Stateless
public class NoteService {

    @Inject
    private SessionRepository sessions;

    @Inject
    private NoteRepository notes;

    @Inject
    private SealingKeyRepository keys;

    @Inject
    private Gate gate;

    @Inject
    private AuditService auditService;

    @Inject
    private Event<SessionWarned> warnings;

    @Inject
    private Clock clock;

    /** @throws SessionRejected if they are not the person's own */
    public Note read(Person person, SessionId id) {
        TherapySessionEntity session = sessions.get(id);
        gate.require(Action.READ_NOTES, person, session, sessions.seat(id, ParticipantRole.CLIENT));
        return notes.of(id, key(id));
    }

    /**
     * @param read the version the writer had read, 0 for none
     * @return the stored notes
     * @throws SessionRejected NOTES_CHANGED, INVALID or because of the person's rights
     */
    public Note write(Person person, SessionId id, long read, String text) {
        TherapySessionEntity session = sessions.lock(id);
        gate.require(Action.WRITE_NOTES, person, session, sessions.seat(id, ParticipantRole.CLIENT));
        SealingKey key = key(id);
        Note before = notes.of(id, key);
        Note after = before.written(read, text);
        if (after != before) {
            if (notes.keep(session, after, key, clock.instant())) {
                warnings.fire(new SessionWarned(id, SessionWarned.Kind.QUOTA, SessionLimits.STORED_WARNING_PERCENT));
            }
            auditService.done(person, Action.WRITE_NOTES, id, session.appointmentId());
        }
        return after;
    }

    private SealingKey key(SessionId id) {
        return keys.of(id.value(), RetentionClass.SESSION);
    }
}
