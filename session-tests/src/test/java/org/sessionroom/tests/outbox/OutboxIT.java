package org.sessionroom.tests.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;
import org.sessionroom.tests.outbox.ScriptedMailServer.Manner;

/** Outbox entries are kept until they are delivered, however the mail server behaves. */
class OutboxIT {

    private static ScriptedMailServer server;
    private static Room room;
    private static Therapist therapist;
    private static Records records;

    @BeforeAll
    static void start() {
        server = new ScriptedMailServer();
        room = RunningRoom.started("outbox", server.environment());
        therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
        records = new Records(room.database().dataSource());
    }

    @AfterAll
    static void end() {
        room.close();
        server.close();
    }

    @BeforeEach
    void takesEverything() {
        server.behaves(Manner.TAKES);
    }

    private static String state(Opened opened) {
        return records.text(
                "select string_agg(state || ' ' || attempts || coalesce(' ' || failure, ''), ', ' order by id)"
                        + " from outbox where session_id = ?",
                opened.session());
    }

    private static List<String> mails(Opened opened) {
        return server.takenFor(opened.booking().clientEmail());
    }

    @Test
    void whatIsRefusedForNowIsSentAgainAndPeopleSeeIt() {
        server.behaves(Manner.REFUSES_FOR_NOW);
        Opened opened = therapist.opens();
        Eventually.holds("first try", () -> state(opened).startsWith("WAITING 1 REFUSED_FOR_NOW"));
        assertTrue(therapist.get("/agenda").body().contains("O e-mail ainda não saiu (1 tentativa)"));
        server.behaves(Manner.TAKES);
        Eventually.holds("mail", () -> mails(opened).size() == 1);
        Eventually.holds("end", () -> state(opened).startsWith("DONE"));
        assertTrue(therapist.get("/agenda").body().contains("Convite enviado por e-mail"));
        assertEquals(
                0,
                records.number(
                        "select count(*) from outbox where session_id = ? and sealed_secret is not null",
                        opened.session()));
    }

    @Test
    void whatIsRefusedForGoodHasFailedAtOnceAndPeopleSeeIt() {
        server.behaves(Manner.REFUSES);
        Opened opened = therapist.opens();
        Eventually.holds("end", () -> state(opened).equals("FAILED 1 REFUSED"));
        assertTrue(therapist.get("/agenda").body().contains("O e-mail não saiu."));
        assertEquals(List.of(), mails(opened));
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIES_RELAY", "REFUSES_SENDER"})
    void whatIsWrongWithTheServerIsTriedAgain(Manner manner) {
        server.behaves(manner);
        Opened opened = therapist.opens();
        Eventually.holds("first try", () -> state(opened).startsWith("WAITING 1 REFUSED_FOR_NOW"));
        server.behaves(Manner.TAKES);
    }

    /** More such connections than there are threads: without a deadline each would block one for a quarter of an hour. */
    @Test
    void aServerThatDribblesHoldsNoMailForGood() {
        server.behaves(IntStream.range(0, 18).mapToObj(each -> Manner.DRIBBLES).toArray(Manner[]::new));
        List<Opened> held =
                IntStream.range(0, 18).mapToObj(each -> therapist.opens()).toList();
        Opened last = therapist.opens();
        Eventually.holds("last mail", Duration.ofSeconds(60), () -> mails(last).size() == 1);
        held.forEach(each -> Eventually.holds(
                "end", Duration.ofSeconds(90), () -> state(each).startsWith("DONE")));
        Eventually.holds("end of all conversations", () -> server.dribbling() == 0);
    }

    @Test
    void aLinkThatWasReplacedIsNotSentAnyMore() {
        server.behaves(Manner.REFUSES_FOR_NOW);
        Opened opened = therapist.opens();
        Eventually.holds("first try", () -> state(opened).startsWith("WAITING 1"));
        String newer = therapist.invitesAgain(opened);
        server.behaves(Manner.TAKES);
        Eventually.holds("both at an end", () -> state(opened).matches("DROPPED \\d, DONE \\d.*"));
        assertEquals(1, mails(opened).size());
        assertTrue(mails(opened).get(0).replace("=\n", "").replace("=3D", "=").contains(newer));
    }

    /** A link admits everybody who knows it. */
    @Test
    void neitherAnAddressNorALinkLiesThereInClear() {
        server.behaves(Manner.REFUSES_FOR_NOW);
        Opened opened = therapist.opens();
        Eventually.holds("first try", () -> state(opened).startsWith("WAITING 1"));
        String secret = opened.link().substring(opened.link().indexOf('#') + 1);
        assertEquals(List.of(), records.columnsThatShow(secret));
        assertEquals(List.of(), records.columnsThatShow(opened.booking().clientEmail()));
    }

    @Test
    void whatWaitsGoesWithItsSession() {
        Opened opened = therapist.opens();
        Eventually.holds("end", () -> state(opened).startsWith("DONE"));
        records.execute("delete from invitation where session_id = '" + UUID.fromString(opened.session()) + "'");
        assertEquals(0, records.number("select count(*) from outbox where session_id = ?", opened.session()));
    }
}
