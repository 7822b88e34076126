package org.sessionroom.note;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import org.sessionroom.audit.AuditService;
import org.sessionroom.participant.Person;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SealingKeyRepository;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionNews;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.TherapySessionEntity;

/** Stores a therapist's private notes; nobody else can read them. */
@Stateless
public class NoteService {

    @Inject
    private NoteRepository notes;

    @Inject
    private SealingKeyRepository keys;

    @Inject
    private Gate gate;

    @Inject
    private AuditService auditService;

    @Inject
    private SessionNews news;

    @Inject
    private Clock clock;

    /** @throws SessionRejected if they are not the person's own */
    public Note read(Person person, SessionId id) {
        gate.find(Action.READ_NOTES, person, id);
        return notes.of(id, key(id));
    }

    /**
     * @param read the version the writer had read, 0 for none
     * @return the stored notes
     * @throws SessionRejected NOTES_CHANGED, INVALID or because of the person's rights
     */
    public Note write(Person person, SessionId id, long read, String text) {
        TherapySessionEntity session = gate.lock(Action.WRITE_NOTES, person, id).session();
        SealingKey key = key(id);
        Note before = notes.of(id, key);
        Note after = before.written(read, text);
        if (after != before) {
            news.warnIf(notes.keep(session, after, key, clock.instant()), id);
            auditService.done(person, Action.WRITE_NOTES, id, session.appointmentId());
        }
        return after;
    }

    private SealingKey key(SessionId id) {
        return keys.of(id.value(), RetentionClass.SESSION);
    }
}
