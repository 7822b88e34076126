package org.sessionroom.call;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Seat;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;

/** Stores the quality of a session's call. */
@Stateless
public class CallQualityService {

    @Inject
    private CallQualityRepository record;

    @Inject
    private CallMetrics metrics;

    @Inject
    private Gate gate;

    /**
     * Stores a browser's report. The required right is that to call, which the room checks for every frame.
     *
     * @param minute the current minute, including these samples
     */
    public void report(Seat seat, List<QualitySample> samples, CallQuality minute) {
        record.keep(seat.session(), seat.participant(), minute);
        metrics.count(samples);
    }

    /**
     * The minutes of a call, oldest first.
     *
     * @throws SessionRejected if the person may not see them
     */
    public List<CallQuality> read(Person person, SessionId id) {
        gate.find(Action.READ_QUALITY, person, id);
        return record.of(id);
    }
}
