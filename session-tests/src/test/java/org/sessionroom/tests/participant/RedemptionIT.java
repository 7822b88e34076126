package org.sessionroom.tests.participant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** A link is redeemed once; the browser that redeemed it may repeat the request if the answer was lost. */
@ExtendWith(RunningRoom.class)
class RedemptionIT {

    private final String key = UUID.randomUUID().toString();
    private Room room;
    private Opened opened;

    @BeforeEach
    void open(Room running) {
        room = running;
        opened = Therapist.loggedIn(room, DemoPerson.PAULO).opens();
    }

    private long redemptions() {
        return new Records(room.database().dataSource())
                .number(
                        "select count(*) from audit_event where action = 'INVITATION_REDEEMED' and session_id = ?",
                        opened.session());
    }

    @Test
    void aLostAnswerIsAskedForAgainAndTheSeatIsTheSame() {
        new Client(room).tryToJoin(opened.link(), "Ana Martins", key);
        var again = new Client(room);
        assertEquals("VALID", again.looksAt(opened.link(), key));
        assertTrue(again.tryToJoin(opened.link(), "Ana M.", key).contains("/room?as=client"));
        assertEquals(1, redemptions());
        try (RoomSocketClient socket = again.enters(opened)) {
            assertTrue(socket.await("welcome").toString().contains("Ana M."), "the name typed last");
        }
    }

    @Test
    void anotherBrowserHasNoPartInIt() {
        new Client(room).tryToJoin(opened.link(), "Ana Martins", key);
        String anothers = UUID.randomUUID().toString();
        assertEquals("INVITATION_USED", new Client(room).looksAt(opened.link(), anothers));
        assertEquals("INVITATION_USED", Client.kind(new Client(room).tryToJoin(opened.link(), "Eva", anothers)));
        assertEquals("INVITATION_USED", Client.kind(new Client(room).tryToJoin(opened.link(), "Eva", "no key")));
    }

    @Test
    void whoHasLeftTheDeviceDoesNotComeBackByItsKey() {
        var client = new Client(room);
        client.tryToJoin(opened.link(), "Ana Martins", key);
        client.post(client.address("/leave-device"), Map.of());
        assertEquals("INVITATION_USED", new Client(room).looksAt(opened.link(), key));
    }

    @Test
    void whoLostTheSeatToANewerLinkDoesNotTakeItBackByTheirKey() {
        new Client(room).tryToJoin(opened.link(), "Ana Martins", key);
        String newer = Therapist.loggedIn(room, DemoPerson.PAULO).invitesAgain(opened);
        new Client(room).joins(newer);
        assertEquals("INVITATION_USED", new Client(room).looksAt(opened.link(), key));
    }
}
