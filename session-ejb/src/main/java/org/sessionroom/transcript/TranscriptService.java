package org.sessionroom.transcript;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.sessionroom.audit.AuditService;
import org.sessionroom.database.CommittedLog;
import org.sessionroom.participant.Author;
import org.sessionroom.participant.Person;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.permission.PermittedSession;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SealingKeyRepository;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionNews;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.TherapySessionEntity;

/** The participants' actions on the transcript: read it, correct it, strike a line, go off the record. */
@Stateless
public class TranscriptService {

    /** Minutes that can be dropped when going off the record. */
    private static final Set<Integer> DROPS = Set.of(0, 1, 2, 5);

    @Inject
    private CommittedLog log;

    @Inject
    private TranscriptRepository transcripts;

    @Inject
    private SealingKeyRepository keys;

    @Inject
    private Gate gate;

    @Inject
    private AuditService auditService;

    @Inject
    private SessionNews news;

    @Inject
    private Event<TranscriptLineChanged> changes;

    @Inject
    private Event<TranscriptRevised> revisions;

    @Inject
    private Clock clock;

    /**
     * The lines that changed after a position, in that order, at most {@code limit}.
     *
     * @throws SessionRejected if the person may not see them
     */
    public List<TranscriptLine> read(Person person, SessionId id, long changed, int limit) {
        gate.find(Action.READ_TRANSCRIPT, person, id);
        return key(id).map(key -> transcripts.after(id, changed, limit, key)).orElse(List.of());
    }

    /**
     * Corrects a line; the recogniser's text is kept beside the correction.
     *
     * @param seen the line's {@code changed} when it was read; empty to replace the current text in any case
     * @throws SessionRejected NOT_FOUND, INVALID, LINE_CHANGED, WRONG_STATE if its words were deleted, or because of the person's rights
     */
    public TranscriptLine correct(Person person, SessionId id, UtteranceId line, OptionalLong seen, String typed) {
        String text = Utterance.text(typed);
        if (text.isEmpty()) {
            throw SessionRejected.invalid("text", Kind.MISSING);
        }
        if (text.codePointCount(0, text.length()) > Utterance.LONGEST) {
            throw SessionRejected.invalid("text", Kind.TOO_LONG, Integer.toString(Utterance.LONGEST));
        }
        TherapySessionEntity session =
                gate.lock(Action.CORRECT_LINE, person, id).session();
        long before = session.lastLine();
        TranscriptRepository.Kept kept = transcripts.correct(session, line, seen, text, keyOf(id));
        return revised(session, before, Action.CORRECT_LINE, person, kept.line());
    }

    /**
     * Strikes an utterance of the person's own. Striking it again changes nothing.
     *
     * @throws SessionRejected NOT_FOUND, NOT_YOURS, WRONG_STATE if its words were dropped, or because of the person's rights
     */
    public TranscriptLine strike(Person person, SessionId id, UtteranceId line) {
        PermittedSession permitted = gate.lock(Action.STRIKE_LINE, person, id);
        TherapySessionEntity session = permitted.session();
        Author own = permitted.seatOf(person).holder();
        long before = session.lastLine();
        TranscriptLine struck = transcripts.strike(session, line, own, keyOf(id));
        return revised(session, before, Action.STRIKE_LINE, person, struck);
    }

    /**
     * Publishes a change of a line, once: a request that is sent again, because its answer was lost, has changed nothing.
     *
     * @param before the session's last line before the request
     */
    private TranscriptLine revised(
            TherapySessionEntity session, long before, Action action, Person by, TranscriptLine line) {
        if (line.changed() > before) {
            revisions.fire(new TranscriptRevised(session, List.of(line), action == Action.STRIKE_LINE));
            auditService.done(by, action, session.id(), session.appointmentId());
            changes.fire(new TranscriptLineChanged(session.id(), line));
        }
        return line;
    }

    /** Shares the transcript with the client, or stops sharing it. */
    public void share(Person person, SessionId id, boolean shared) {
        TherapySessionEntity session =
                gate.lock(Action.SHARE_TRANSCRIPT, person, id).session();
        session.setTranscriptShared(shared);
        acted(session, Action.SHARE_TRANSCRIPT, person, shared ? "SHOWN" : "HIDDEN");
    }

    /**
     * From the commit on nothing is transcribed, until everybody who went off the record has returned.
     *
     * @param drop the last minutes whose words are deleted: 0, 1, 2 or 5
     * @throws SessionRejected INVALID, or because of the person's rights
     */
    public void goOffRecord(Person person, SessionId id, int drop) {
        if (!DROPS.contains(drop)) {
            throw SessionRejected.invalid("drop", Kind.UNKNOWN, "0, 1, 2, 5");
        }
        PermittedSession permitted = gate.lock(Action.SET_RECORD, person, id);
        TherapySessionEntity session = permitted.session();
        Instant now = clock.instant();
        session.setOffRecord(permitted.seatOf(person).role(), true, now);
        if (drop > 0) {
            key(id).ifPresent(key -> {
                List<TranscriptLine> dropped = transcripts.drop(session, now.minus(Duration.ofMinutes(drop)), key);
                revisions.fire(new TranscriptRevised(session, dropped, true));
                dropped.forEach(line -> changes.fire(new TranscriptLineChanged(id, line)));
            });
        }
        acted(session, Action.SET_RECORD, person, "OFF " + drop);
    }

    /** Revokes the person's own wish to be off the record. */
    public void returnToRecord(Person person, SessionId id) {
        PermittedSession permitted = gate.lock(Action.SET_RECORD, person, id);
        TherapySessionEntity session = permitted.session();
        session.setOffRecord(permitted.seatOf(person).role(), false, clock.instant());
        acted(session, Action.SET_RECORD, person, "ON");
    }

    private void acted(TherapySessionEntity session, Action action, Person by, String code) {
        auditService.done(by, action, code, session.id(), session.appointmentId());
        log.write(line -> line.acted(session.id(), action, by.id()));
        news.tell(session);
    }

    /** Empty if nothing was transcribed yet. */
    private Optional<SealingKey> key(SessionId id) {
        return keys.find(id.value(), RetentionClass.TRANSCRIPT);
    }

    private SealingKey keyOf(SessionId id) {
        return key(id).orElseThrow(() -> new SessionRejected(Rejection.NOT_FOUND));
    }
}
