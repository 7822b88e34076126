package org.sessionroom.constellation;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Seat;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SealingKeyRepository;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionNews;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionRepository;
import org.sessionroom.session.Stored;
import org.sessionroom.session.TherapySessionEntity;

/** Reads and changes fields. A change is one transaction: the returned change is committed once the call returns. */
@Stateless
public class ConstellationService {

    @Inject
    private SessionRepository sessions;

    @Inject
    private JournalRepository journal;

    @Inject
    private Fields fields;

    @Inject
    private SealingKeyRepository keys;

    @Inject
    private Gate gate;

    @Inject
    private SessionNews news;

    @Inject
    private Event<ChangeRecorded> recordings;

    @Inject
    private Clock clock;

    /** @throws SessionRejected if the person may not see it */
    public Constellation read(Person person, SessionId id) {
        TherapySessionEntity session = gate.find(Action.READ_FIELD, person, id).session();
        return fields.upTo(session.lastSeq(), id, key(id));
    }

    /**
     * The changes after a sequence number, in order, at most {@code limit}.
     *
     * @throws SessionRejected if the person may not see them
     */
    public List<RecordedChange> journal(Person person, SessionId id, long after, int limit) {
        gate.find(Action.READ_FIELD, person, id);
        return journal.after(id, after, limit, key(id));
    }

    /**
     * Applies a change once: requested again with the same id it gets the first answer and is not published again.
     *
     * @param id chosen by the sender, the same when it is sent again
     * @param expected the values that the figure must still have, for undo, redo and edits
     * @throws SessionRejected if it is not allowed or does not fit; nothing has changed
     */
    public Stored<RecordedChange> change(Seat seat, UUID id, RequestedChange request, Optional<Expectation> expected) {
        TherapySessionEntity session = sessions.lock(seat.session());
        SealingKey key = key(seat.session());
        Optional<RecordedChange> earlier = journal.find(seat.session(), id, key);
        if (earlier.isPresent()) {
            return new Stored<>(sameAs(earlier.get(), seat, request), true);
        }
        gate.require(Action.CHANGE_FIELD, seat.person(), session);
        Constellation before = fields.upTo(session.lastSeq(), seat.session(), key);
        expected.ifPresent(shown -> shown.require(before.figure(request.figureId())));
        ConstellationChange change = request.on(before);
        return new Stored<>(record(session, seat, id, change, before.after(change), key), false);
    }

    private RecordedChange record(
            TherapySessionEntity session,
            Seat seat,
            UUID changeId,
            ConstellationChange change,
            Constellation after,
            SealingKey key) {
        RecordedChange recorded =
                new RecordedChange(session.nextSeq(), changeId, seat.participant(), clock.instant(), change);
        news.warnIf(journal.append(session, recorded, after, key), session.id());
        recordings.fire(new ChangeRecorded(session.id(), recorded, after));
        return recorded;
    }

    private static RecordedChange sameAs(RecordedChange earlier, Seat seat, RequestedChange request) {
        if (!request.became(earlier.change()) || !earlier.by().equals(seat.participant())) {
            throw new SessionRejected(Rejection.CHANGE_ID_REUSED);
        }
        return earlier;
    }

    private SealingKey key(SessionId id) {
        return keys.of(id.value(), RetentionClass.SESSION);
    }
}
