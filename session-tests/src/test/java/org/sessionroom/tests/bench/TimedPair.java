package org.sessionroom.tests.bench;

import java.util.UUID;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.TimedSocketClient;

/** The two people of a room, with connections that record arrival times, and the figure they move. */
record TimedPair(TimedSocketClient therapist, TimedSocketClient client, UUID figure) {

    /** A session of its own, with both in the room. */
    static TimedPair meet(Room room, Therapist therapist) {
        Therapist.Opened opened = therapist.opens();
        Client client = new Client(room).joins(opened.link());
        try (RoomSocketClient admitting = therapist.enters(opened)) {
            admitting.command("ADMIT");
        }
        TimedSocketClient therapists =
                TimedSocketClient.open(room, therapist.pass(opened.session()).ticket());
        TimedSocketClient clients =
                TimedSocketClient.open(room, client.pass(opened.session()).ticket());
        therapists.send("{\"type\":\"resume\",\"lastSeq\":0}");
        clients.send("{\"type\":\"resume\",\"lastSeq\":0}");
        TimedPair pair = new TimedPair(therapists, clients, UUID.randomUUID());
        pair.therapist.send(Changes.frame(UUID.randomUUID(), Changes.placed(pair.figure, "Mãe")));
        return pair;
    }

    void close() {
        therapist.close();
        client.close();
    }
}
