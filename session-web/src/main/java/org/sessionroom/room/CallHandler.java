package org.sessionroom.room;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.List;
import org.sessionroom.call.CallQuality;
import org.sessionroom.call.CallQualityService;
import org.sessionroom.call.QualitySample;
import org.sessionroom.database.DatabaseTrouble;
import org.sessionroom.health.UnexpectedFailures;
import org.sessionroom.permission.Action;
import org.sessionroom.session.SessionUnavailable;

/**
 * Relays the signals of a call between two browsers, and stores its quality. Sound and picture do not pass here.
 */
@ApplicationScoped
public class CallHandler {

    @EJB
    private CallQualityService callQualityService;

    @Inject
    private LiveRooms rooms;

    @Inject
    private Clock clock;

    /** Relays a signal while a call is allowed. */
    void signal(JsonObject message, RoomConnection from, LiveRoom room) {
        String frame = CallFrames.signal(from.seat().participant(), message);
        if (room.state().allows(Action.CALL, from.person())) {
            rooms.signal(from, frame);
        }
    }

    /** Relays the state of a person's devices and call quality to the other person. */
    void media(JsonObject message, RoomConnection from, LiveRoom room) {
        boolean mayShare = !from.isClient() || room.state().rules().clientSharing();
        String frame = CallFrames.media(from.seat().participant(), message, mayShare);
        rooms.showMedia(from, frame);
    }

    /** Stores the quality of the call; a failure to do so does not end the call. */
    void quality(JsonObject message, RoomConnection from, LiveRoom room) {
        List<QualitySample> samples = CallFrames.samples(message);
        if (!room.state().allows(Action.CALL, from.person())) {
            return;
        }
        CallQuality minute = room.minuteOf(from).add(samples, clock.instant());
        try {
            callQualityService.report(from.seat(), samples, minute);
        } catch (SessionUnavailable | EJBException failure) {
            if (DatabaseTrouble.in(failure).isEmpty()) {
                UnexpectedFailures.log(failure, from.id().toString());
            }
        }
    }
}
