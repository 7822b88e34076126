package org.sessionroom.tests.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A real coturn on this machine's loopback addresses, over UDP and TCP, with the configuration for hospitals.
 *
 * <p>A room whose calls are relayed through it:
 *
 * <pre>
 * try (TurnServer turn = TurnServer.forPeopleHere();
 *         Room room = RunningRoom.started("relayed", turn.environment(TurnServer.Transport.TCP))) {
 *     …
 * }
 * </pre>
 */
public final class TurnServer implements AutoCloseable {

    /** The transport between a browser and the relay. */
    public enum Transport {
        UDP,
        TCP
    }

    private static final Path CONFIGURATION =
            Path.of(System.getProperty("room.coturn")).toAbsolutePath();

    private final Process process;
    private final Path log;
    private final int port;
    private final String secret;

    private TurnServer(Process process, Path log, int port, String secret) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.secret = secret;
    }

    /** As in a hospital: no address of this machine may be a peer. */
    public static TurnServer asInTheHospital() {
        return start(List.of());
    }

    /** Both people are on this machine, so its loopback addresses may be peers; in hospitals they may not. */
    public static TurnServer forPeopleHere() {
        return start(List.of("--allow-loopback-peers", "--allowed-peer-ip=127.0.0.1", "--allowed-peer-ip=::1"));
    }

    private static TurnServer start(List<String> more) {
        try {
            Path folder = Files.createDirectories(RunningRoom.FOLDER.resolveSibling("turn"));
            int port = freePort();
            String secret = UUID.randomUUID().toString();
            Path log = folder.resolve(port + ".log");
            var command = new ArrayList<>(List.of(
                    InstalledProgram.path("turnserver", "coturn"),
                    "-c",
                    CONFIGURATION.toString(),
                    "--static-auth-secret=" + secret,
                    "--listening-port=" + port,
                    "--listening-ip=127.0.0.1",
                    "--relay-ip=127.0.0.1",
                    "--relay-ip=::1",
                    "--pidfile=" + folder.resolve(port + ".pid"),
                    "--userdb=" + folder.resolve(port + ".db")));
            command.addAll(more);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            var server = new TurnServer(process, log, port, secret);
            server.awaitReady();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Free for both UDP and TCP: coturn listens to both on the same port. */
    private static int freePort() throws IOException {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        try (var tcp = new ServerSocket(0, 1, here);
                var udp = new DatagramSocket(tcp.getLocalPort(), here)) {
            return udp.getLocalPort();
        }
    }

    private void awaitReady() {
        try (TurnClient client = TurnClient.of(this)) {
            Eventually.holds("answer of coturn, see " + log, () -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("coturn ended by itself, see " + log);
                }
                return client.isAnswered();
            });
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    public int port() {
        return port;
    }

    /** Simulates a pulled cable: it forwards and answers nothing until {@link #thaw}. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public String secret() {
        return secret;
    }

    /** The output of coturn so far. */
    public String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A room's settings with which all video goes through this relay, over this transport only. */
    public Map<String, String> environment(Transport transport) {
        return environment(transport, port);
    }

    /** The same, with a relay that is reached at these ports, for example through a {@link LossyNetwork}. */
    public Map<String, String> environment(Transport transport, int... ports) {
        String way = "?transport=" + transport.name().toLowerCase(Locale.ROOT);
        return Map.of(
                "SESSION_TURN_URLS",
                Arrays.stream(ports)
                        .mapToObj(one -> "turn:127.0.0.1:" + one + way)
                        .collect(Collectors.joining(",")),
                "SESSION_TURN_SECRET",
                secret,
                "SESSION_RELAY_ONLY",
                "true");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
