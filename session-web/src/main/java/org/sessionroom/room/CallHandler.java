package org.sessionroom.room;

import static org.sessionroom.SessionRoomLog.LOG;

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
import org.sessionroom.permission.Action;
import org.sessionroom.session.SessionUnavailable;

/**
 * Passes between two browsers what their call needs, and keeps how good it was. No sound and no picture comes by here.
 */
@ApplicationScoped
public class CallHandler {

    @EJB
    private CallQualityService callQualityService;

    @Inject
    private LiveRooms rooms;

    @Inject
    private Clock clock;

    /** Relays towards a call, while there may be one. */
    void signal(JsonObject message, RoomConnection from, LiveRoom room) {
        String frame = CallFrames.signal(from.seat().participant(), message);
        if (room.state().allows(Action.CALL, from.person())) {
            rooms.signal(from, frame);
        }
    }

    /** Shows somebody's microphone, camera and line to the other. */
    void media(JsonObject message, RoomConnection from, LiveRoom room) {
        boolean mayShare = !from.isClient() || room.state().rules().clientSharing();
        String frame = CallFrames.media(from.seat().participant(), message, mayShare);
        rooms.showMedia(from, frame);
    }

    /** Keeps how good the call was; that this fails is no reason to end it. */
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
                LOG.unexpected(failure, from.id().toString());
            }
        }
    }
}
