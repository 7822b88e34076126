package org.sessionroom.tests.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.outbox.MailPace;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.AppointmentJson;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** A client gets no more mails than a person would send. */
@ExtendWith(RunningRoom.class)
class MailLimitIT {

    private static Room room;
    private static Therapist paulo;

    @BeforeAll
    static void logIn(Room running) {
        room = running;
        paulo = Therapist.loggedIn(room, DemoPerson.PAULO);
    }

    /** A system in a loop changes the time again and again: the client gets some mails, and later one with the newest time. */
    @Test
    void aClientIsNotToldOfChangesWithoutEnd() {
        Opened opened = paulo.opens();
        AppointmentJson booking = opened.booking();
        for (int times = 1; times <= 30; times++) {
            var moved = new AppointmentJson(
                    booking.externalId(),
                    booking.therapist(),
                    booking.clientName(),
                    booking.clientEmail(),
                    booking.startsAt().plusSeconds(60L * times),
                    booking.language());
            Api.of(room)
                    .asScheduling()
                    .put("/appointments/" + booking.externalId(), moved.json())
                    .expect(200);
        }
        Eventually.holds("mails", () -> mails(booking) >= 1);
        assertTrue(mails(booking) <= MailPace.MOST_IN_AN_HOUR, mails(booking) + " mails");
        assertEquals("VALID", new Client(room).looksAt(opened.link()), "the link stays good");
    }

    private static long mails(AppointmentJson booking) {
        return room.mail().caught().stream()
                .filter(mail -> mail.to().equals(booking.clientEmail()))
                .count();
    }

    @Test
    void aClientIsNotInvitedWithoutEnd() {
        Opened opened = paulo.opens();
        List<String> links = new ArrayList<>(List.of(opened.link()));
        for (int times = 1; times < 6; times++) {
            links.add(paulo.invitesAgain(opened));
        }
        assertTrue(paulo.triesToInviteAgain(opened).contains("já recebeu muitos convites"));
        assertEquals("VALID", new Client(room).looksAt(links.get(5)), "the last one stays good");
    }

    /** A therapist who opens a room for each of many appointments of one address: its mailbox is not flooded. */
    @Test
    void aTherapistsClientsDoNotGetMoreMailsTogetherThanTheLimit() throws SQLException {
        Therapist helena = Therapist.loggedIn(room, DemoPerson.HELENA);
        Opened before = helena.opens();
        Eventually.holds("the first mail", () -> mails(before.booking()) == 1);
        int most = Integer.parseInt(System.getenv("SESSION_MAILS_PER_THERAPIST"));
        try {
            run(mails(most, before.session()));
            Opened other = helena.opens();
            Eventually.holds("another client's mail", () -> mails(other.booking()) == 1);
            run(sessions(most, before.session()));
            Opened after = helena.opens();
            Opened ofPaulo = paulo.opens();
            Eventually.holds("another therapist's mail", () -> mails(ofPaulo.booking()) == 1);
            assertEquals(0, mails(after.booking()), "it waits");
            assertEquals("VALID", new Client(room).looksAt(after.link()), "the link is good meanwhile");
        } finally {
            run("delete from outbox where kind = 'RESCHEDULED' and attempts = 77");
            run("delete from therapy_session where opened_at = '1971-01-01T00:00:00Z'");
            run("delete from appointment where created_at = '1971-01-01T00:00:00Z'");
        }
    }

    /** As after a loop of changes of one appointment. */
    private static String mails(int number, String session) {
        return "insert into outbox (id, kind, session_id, state, created_at, attempts, next_try_at, finished_at)"
                + " select gen_random_uuid(), 'RESCHEDULED', '" + session + "', 'DONE', now(), 77, now(), now()"
                + " from generate_series(1, " + number + ")";
    }

    /** As after a loop of new appointments, with one mail each. */
    private static String sessions(int number, String session) {
        return """
                with copies as (insert into appointment select (jsonb_populate_record(a, jsonb_build_object(
                    'id', gen_random_uuid(), 'external_id', null, 'starts_at', '2027-02-01T12:00:00Z',
                    'created_at', '1971-01-01T00:00:00Z'))).*
                  from appointment a, generate_series(1, %1$d) where a.id =
                    (select appointment_id from therapy_session where id = '%2$s') returning id),
                opened as (insert into therapy_session select (jsonb_populate_record(s, jsonb_build_object(
                    'id', gen_random_uuid(), 'appointment_id', copies.id, 'opened_at', '1971-01-01T00:00:00Z',
                    'status', 'CANCELLED'))).*
                  from therapy_session s, copies where s.id = '%2$s' returning id)
                insert into outbox (id, kind, session_id, state, created_at, attempts, next_try_at, finished_at)
                  select gen_random_uuid(), 'RESCHEDULED', id, 'DONE', now(), 77, now(), now() from opened
                """.formatted(number, session);
    }

    private static void run(String statement) throws SQLException {
        try (Connection connection = room.database().dataSource().getConnection();
                Statement sql = connection.createStatement()) {
            sql.executeUpdate(statement);
        }
    }
}
