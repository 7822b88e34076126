package org.sessionroom.tests.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.InstalledProgram;
import org.sessionroom.tests.driver.RunningRoom;

/** A real PgBouncer in transaction pooling mode. */
final class PgBouncer implements AutoCloseable {

    private static final String CONFIGURATION = """
            [databases]
            session = host=127.0.0.1 port=%d dbname=session user=session password=session connect_query='%s'
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = 30
            max_client_conn = 200
            ignore_startup_parameters = extra_float_digits, options
            """;

    /** The settings of the role, which is created only when the room starts. */
    private static final String LIMITS =
            "set lock_timeout = 2000; set statement_timeout = 10000; set idle_in_transaction_session_timeout = 10000";

    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param database the port of PostgreSQL, which may start later */
    static PgBouncer before(int database) {
        try {
            int port = freePort();
            Path folder = Files.createDirectories(RunningRoom.FOLDER.resolveSibling("pgbouncer"));
            Path configuration = folder.resolve(port + ".ini");
            Files.writeString(configuration, CONFIGURATION.formatted(database, LIMITS, port));
            var command = new ArrayList<>(List.of(InstalledProgram.path("pgbouncer", "pgbouncer")));
            if ("root".equals(System.getProperty("user.name"))) {
                // PgBouncer refuses to run as root.
                command.addAll(List.of("-u", "nobody"));
            }
            command.add(configuration.toString());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(port + ".log").toFile())
                    .start();
            var pooler = new PgBouncer(process, port);
            Eventually.holds("pgbouncer listens, see " + folder, pooler::isListening);
            return pooler;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean isListening() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** The JDBC URL that the room uses. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/session?sslmode=disable&prepareThreshold=0";
    }

    @Override
    public void close() {
        process.destroy();
    }
}
