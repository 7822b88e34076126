package org.sessionroom.tests.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.RoomSettings;
import org.sessionroom.launcher.StartupException;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.AppointmentJson;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;

/** A room that connects to PostgreSQL through a pooler in transaction mode. */
class PgBouncerIT {

    @Test
    void withoutPreparedStatementsItWorksAsAnyOther() throws SQLException {
        Ports ports = Ports.free(1);
        try (PgBouncer pooler = PgBouncer.before(ports.database());
                Room room = room("pooled", ports, pooler, Map.of("SESSION_DB_PREPARE_THRESHOLD", "0"))) {
            room.start();
            Api scheduling = Api.of(room).asScheduling();
            List<Integer> statuses = IntStream.range(0, 60)
                    .parallel()
                    .mapToObj(number -> scheduling
                            .put("/appointments/" + UUID.randomUUID(), booking(number))
                            .status())
                    .distinct()
                    .toList();
            assertEquals(List.of(201), statuses);
            Therapist.loggedIn(room, DemoPerson.PAULO).opens();
            assertEquals(List.of("2s"), limits(pooler), "the update of the tables left none without its limit");
        }
    }

    private static String booking(int number) {
        return new AppointmentJson(
                        "unused",
                        DemoPerson.PAULO,
                        "Bia " + number,
                        "bia@example.org",
                        Instant.parse("2027-03-01T12:00:00Z"))
                .json();
    }

    /** The settings on many connections that are in use at the same time, which covers all pooled connections. */
    private static List<String> limits(PgBouncer pooler) throws SQLException {
        var lent = new ArrayList<Connection>();
        try {
            var limits = new TreeSet<String>();
            for (int number = 0; number < 20; number++) {
                Connection connection = DriverManager.getConnection(pooler.url(), "session", "session");
                lent.add(connection);
                connection.setAutoCommit(false);
                try (var statement = connection.createStatement();
                        var found = statement.executeQuery("select current_setting('lock_timeout')")) {
                    found.next();
                    limits.add(found.getString(1));
                }
            }
            return List.copyOf(limits);
        } finally {
            for (Connection connection : lent) {
                connection.close();
            }
        }
    }

    @Test
    void withPreparedStatementsItDoesNotStartAndSaysWhy() {
        Ports ports = Ports.free(1);
        try (PgBouncer pooler = PgBouncer.before(ports.database());
                Room room = room("pooled-prepared", ports, pooler, Map.of())) {
            StartupException refusal = assertThrows(StartupException.class, room::start);
            assertTrue(refusal.getMessage().contains("SESSION_DB_PREPARE_THRESHOLD=0"), refusal.getMessage());
        }
    }

    private static Room room(String name, Ports ports, PgBouncer pooler, Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.put("SESSION_DB_PORT", Integer.toString(pooler.port()));
        return new Room(RoomSettings.ofSystemProperties()
                .with(RunningRoom.folder(name), ports)
                .with(environment));
    }
}
