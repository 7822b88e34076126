package org.sessionroom.call;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Seat;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionRepository;

/** Keeps how good a session's call was. */
@Stateless
public class CallQualityService {

    @Inject
    private SessionRepository sessions;

    @Inject
    private CallQualityRepository record;

    @Inject
    private CallMetrics metrics;

    @Inject
    private Gate gate;

    /**
     * Keeps what a browser reports. The right to it is the right to call, which the room asks for every frame.
     *
     * @param minute the one under way, with these samples
     */
    public void report(Seat seat, List<QualitySample> samples, CallQuality minute) {
        record.keep(seat.session(), seat.participant(), minute);
        metrics.count(samples);
    }

    /**
     * Minute by minute, oldest first.
     *
     * @throws SessionRejected when the person may not see it
     */
    public List<CallQuality> read(Person person, SessionId id) {
        gate.require(Action.READ_QUALITY, person, sessions.get(id), sessions.seat(id, ParticipantRole.CLIENT));
        return record.of(id);
    }
}
