package org.sessionroom.room;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import org.sessionroom.permission.Action;

/** Passes between two browsers what their call needs. Nothing of it is stored, and no sound or picture comes by here. */
@ApplicationScoped
public class CallDesk {

    @Inject
    private Rooms rooms;

    /** Relays towards a call, while there may be one. */
    void signal(JsonObject message, RoomConnection from, Room room) {
        if (!from.maySignalNow(System.nanoTime())) {
            from.close(CloseReasons.TOO_FAST);
            return;
        }
        String frame = CallFrames.signal(from.seat().participant(), message);
        if (room.state().allows(Action.CALL, from.person())) {
            rooms.signal(from, frame);
        }
    }

    /** Shows somebody's microphone, camera and line to the other. */
    void media(JsonObject message, RoomConnection from, Room room) {
        boolean mayShare = !from.isClient() || room.state().clientSharing();
        String frame = CallFrames.media(from.seat().participant(), message, mayShare);
        if (from.mayShowMediaNow(System.nanoTime())) {
            rooms.showMedia(from, frame);
        }
    }
}
