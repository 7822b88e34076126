package org.sessionroom.tests.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.WildFly;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;
import org.sessionroom.tests.outbox.ScriptedMailServer.Manner;

/** WildFly is killed (SIGKILL) while mails are being sent. The restart is slow, so the test runs in the profile {@code kill}. */
@Tag("kill")
class KilledOutboxIT {

    @Test
    void whatWasOnItsWayWhenTheServerWasKilledLeavesAfterItsStart() {
        try (var server = new ScriptedMailServer();
                Room room = RunningRoom.started("outbox-kill", server.environment())) {
            server.behaves(Manner.DRIBBLES);
            Therapist therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
            Opened underWay = therapist.opens();
            Eventually.holds("a try under way", () -> server.dribbling() == 1);
            Opened queued = therapist.opens();

            WildFly wildfly = room.nodes().get(0);
            wildfly.process().destroyForcibly();
            wildfly.process().onExit().join();
            server.behaves(Manner.TAKES);
            wildfly.start();
            wildfly.awaitReady();

            for (Opened opened : new Opened[] {underWay, queued}) {
                String address = opened.booking().clientEmail();
                Eventually.holds("mail", Duration.ofSeconds(90), () -> !server.takenFor(address)
                        .isEmpty());
                assertEquals(1, server.takenFor(address).size());
            }
        }
    }
}
