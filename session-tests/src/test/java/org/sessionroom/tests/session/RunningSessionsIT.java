package org.sessionroom.tests.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Pair;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** A therapist has only so many sessions that have begun and are not over, because each may use a room's share of a node. */
@ExtendWith(RunningRoom.class)
class RunningSessionsIT {

    private static final String START = "{\"transition\":\"START\"}";

    private static Room room;
    private static Therapist helena;

    @BeforeAll
    static void logIn(Room running) {
        room = running;
        helena = Therapist.loggedIn(room, DemoPerson.HELENA);
    }

    @AfterEach
    void deleteTheCopies() throws SQLException {
        run("delete from therapy_session where therapist = ? and opened_at = 'epoch'", "helena");
        run("delete from appointment where therapist = ? and created_at = 'epoch'", "helena");
    }

    private static void run(String statement, Object... parameters) throws SQLException {
        try (Connection connection = room.database().dataSource().getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                prepared.setObject(i + 1, parameters[i]);
            }
            prepared.executeUpdate();
        }
    }

    /** As many running sessions as are possible; nobody reads them, so that they need not be decrypted. */
    private static void fill(String session) throws SQLException {
        int most = Integer.parseInt(System.getenv("SESSION_RUNNING_PER_THERAPIST"));
        run("""
                with copies as (insert into appointment select (jsonb_populate_record(a, jsonb_build_object(
                    'id', gen_random_uuid(), 'external_id', null, 'created_at', 'epoch'::timestamptz))).*
                  from appointment a, generate_series(1, ?) where a.id =
                    (select appointment_id from therapy_session where id = ?) returning id)
                insert into therapy_session select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(),
                    'appointment_id', copies.id, 'opened_at', 'epoch'::timestamptz, 'status', 'ACTIVE',
                    'first_active_at', now(), 'active_since', now()))).*
                  from therapy_session s, copies where s.id = ?
                """, most, UUID.fromString(session), UUID.fromString(session));
    }

    @Test
    void oneMoreSessionIsNotStartedUntilAnotherIsOver() throws SQLException {
        Opened opened = helena.opens();
        fill(opened.session());
        Api api = Api.of(room).as("helena");
        String path = "/sessions/" + opened.session();
        api.post(path + "/transitions", START).expectProblem(409, "MANY_RUNNING");
        assertEquals("PENDING", api.get(path).expect(200).object().getString("status"));
        deleteTheCopies();
        api.post(path + "/transitions", START).expect(200);
    }

    @Test
    void nobodyIsAdmittedToASessionThatCannotStart() throws SQLException {
        try (Pair pair = Pair.waiting(helena)) {
            fill(pair.session());
            assertEquals("MANY_RUNNING", pair.desk().command("ADMIT"));
            assertFalse(Api.of(room)
                    .as("helena")
                    .get(pair.path(""))
                    .expect(200)
                    .object()
                    .getBoolean("clientAdmitted"));
        }
    }
}
