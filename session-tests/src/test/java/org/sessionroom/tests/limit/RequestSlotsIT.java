package org.sessionroom.tests.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;

/** Many slow requests of one person at once leave threads, and connections of the database, to others. */
@ExtendWith(RunningRoom.class)
class RequestSlotsIT {

    private static final int MANY = 40;
    private static final int SHARE = 6;
    private static final Duration UNTIL_THEY_WAIT = Duration.ofMillis(500);

    private static Room room;
    private static Therapist paulo;

    @BeforeAll
    static void logIn(Room running) {
        room = running;
        paulo = Therapist.loggedIn(room, DemoPerson.PAULO);
    }

    /** While a table is locked, whatever reads it takes two seconds, and keeps its connection for so long. */
    private static Connection lock(String table) throws SQLException {
        Connection holder = room.database().dataSource().getConnection();
        holder.setAutoCommit(false);
        try (Statement lock = holder.createStatement()) {
            lock.execute("lock table " + table);
        }
        return holder;
    }

    private static void release(Connection holder) throws SQLException {
        holder.rollback();
        holder.close();
    }

    @Test
    void slowCallsOfOnePersonLeaveConnectionsToOthers() throws SQLException {
        Api api = Api.of(room).as("paulo");
        Api helena = Api.of(room).as("helena");
        List<String> sessions =
                Stream.generate(() -> paulo.opens().session()).limit(8).toList();
        Connection holder = lock("call_quality");
        ExecutorService callers = Executors.newFixedThreadPool(MANY);
        try {
            List<CompletableFuture<Integer>> calls = IntStream.range(0, MANY)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> api.get("/sessions/" + sessions.get(i % sessions.size()) + "/quality")
                                    .status(),
                            callers))
                    .toList();
            LockSupport.parkNanos(UNTIL_THEY_WAIT.toNanos());
            helena.get("/sessions").expect(200);
            List<Integer> statuses = calls.stream().map(CompletableFuture::join).toList();
            long refused = statuses.stream().filter(status -> status == 429).count();
            assertTrue(refused >= MANY - 3 * SHARE, statuses + " of " + MANY);
        } finally {
            release(holder);
            callers.shutdown();
        }
        api.get("/sessions/" + sessions.get(0) + "/quality").expect(200);
        assertEquals(200, api.get("/sessions").status());
    }
}
