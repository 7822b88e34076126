package org.sessionroom.tests.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.RoomSettings;
import org.sessionroom.launcher.StartupException;
import org.sessionroom.launcher.WildFly;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.RunningRoom;

/** Only nodes with the installation's key can join its cluster, and the traffic between nodes is encrypted. */
@ExtendWith(RunningRoom.class)
class ClusterKeyIT {

    @TempDir
    private Path folder;

    /** A second room whose node has the first one's as a peer, over a connection that is recorded. */
    @Test
    void aNodeWithAnotherKeyStaysOutside(Room room) throws Exception {
        try (var wire = new Wire(room.nodes().get(0).ports().cluster())) {
            Ports ports = Ports.free(1);
            RoomSettings stranger = RoomSettings.ofSystemProperties()
                    .with(folder.resolve("stranger"), ports)
                    .with(Map.of(
                            "SESSION_CLUSTER_PEERS",
                            "127.0.0.1[" + ports.nodes().get(0).cluster() + "],127.0.0.1[" + wire.port() + "]"));
            try (Room other = new Room(stranger)) {
                other.start();
                // It repeats its attempts (MERGE3), and is rejected each time.
                Eventually.holds("several attempts to join", Duration.ofSeconds(60), () -> wire.connections() > 3);
                assertEquals(1, members(other.nodes().get(0)));
                assertEquals(1, members(room.nodes().get(0)));
                wire.heard().forEach(ClusterKeyIT::assertIsTls);
            }
        }
    }

    @Test
    void whoSpeaksInTheClearIsCutOff(Room room) throws IOException {
        try (var socket = new Socket("127.0.0.1", room.nodes().get(0).ports().cluster())) {
            socket.setSoTimeout(20_000);
            // The greeting of JGroups without TLS.
            socket.getOutputStream().write(new byte[] {'b', 'e', 'l', 'a', 0, 0, 0, 4});
            socket.getOutputStream().flush();
            assertIsTls(socket.getInputStream().readAllBytes());
        } catch (SocketException cutOff) {
            // The connection may end without a TLS alert.
        }
    }

    @Test
    void whoHoldsNoKeyIsCutOff(Room room) throws Exception {
        try (SSLSocket socket = connected(room, null)) {
            String said = assertThrows(SSLException.class, () -> {
                        socket.startHandshake();
                        // In TLS 1.3 the server's refusal comes after the client's part of the handshake.
                        socket.getInputStream().read();
                    })
                    .getMessage();
            assertTrue(said.contains("certificate"), said);
        }
    }

    /** Otherwise the others would be rejected for another reason, and so would the installation's own nodes. */
    @Test
    void whoHoldsTheKeyIsLetInByTls13(Room room) throws Exception {
        Path keys =
                RunningRoom.FOLDER.resolve("shared-" + ProcessHandle.current().pid() + "/keys");
        char[] password =
                Files.readString(keys.resolve("keystore.password")).strip().toCharArray();
        KeyStore store = KeyStore.getInstance(keys.resolve("cluster.p12").toFile(), password);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, password);
        try (SSLSocket socket = connected(room, own.getKeyManagers())) {
            socket.startHandshake();
            assertEquals("TLSv1.3", socket.getSession().getProtocol());
            assertEquals(store.getCertificate("cluster"), socket.getSession().getPeerCertificates()[0]);
            // The server now waits for the node's address.
            socket.setSoTimeout(1000);
            assertThrows(
                    SocketTimeoutException.class, () -> socket.getInputStream().read());
        }
    }

    /** To the cluster's port of the first node, before any handshake. */
    private static SSLSocket connected(Room room, KeyManager[] keys) throws Exception {
        SSLContext anyServer = SSLContext.getInstance("TLS");
        anyServer.init(keys, new TrustManager[] {new TrustsAnybody()}, null);
        var socket = (SSLSocket) anyServer
                .getSocketFactory()
                .createSocket("127.0.0.1", room.nodes().get(0).ports().cluster());
        socket.setSoTimeout(20_000);
        return socket;
    }

    @Test
    void nothingListensBesideThePortThatIsGuarded(Room room) {
        int second = room.nodes().get(0).ports().cluster() + 100;
        assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", second).close());
    }

    @Test
    void peersWithoutAKeyKeepTheRoomFromStarting(Room room) {
        Ports ports = Ports.free(1);
        var environment = new HashMap<>(RunningRoom.SIGNING_KEYS.environment());
        environment.put(
                "SESSION_CLUSTER_PEERS", "127.0.0.1[" + ports.nodes().get(0).cluster() + "],10.0.0.2[7600]");
        environment.put("SESSION_CLUSTER_KEYSTORE", "");
        RoomSettings settings = RoomSettings.ofSystemProperties()
                .with(RunningRoom.folder("keyless"), ports)
                .with(environment);
        try (Room keyless = new Room(settings)) {
            String said = assertThrows(StartupException.class, keyless::start).getMessage();
            assertTrue(said.contains("SESSION_CLUSTER_KEYSTORE"), said);
        }
    }

    private static int members(WildFly node) {
        URI ready = URI.create("http://127.0.0.1:" + node.ports().management() + "/health/ready");
        return Api.send(HttpRequest.newBuilder(ready)).expect(200).object().getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getString("name").equals("cluster"))
                .mapToInt(check -> check.getJsonObject("data").getInt("members"))
                .sum();
    }

    /** Checks that bytes are a sequence of TLS records (handshake, alert, data), of which the last may be incomplete. */
    private static void assertIsTls(byte[] heard) {
        for (int at = 0; at + 5 <= heard.length; at += 5 + (((heard[at + 3] & 0xff) << 8) | (heard[at + 4] & 0xff))) {
            assertTrue(
                    heard[at] >= 20 && heard[at] <= 23 && heard[at + 1] == 3, "byte " + at + " begins no TLS record");
        }
    }

    private static final class TrustsAnybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** A port that forwards to another and records the bytes. */
    private static final class Wire implements AutoCloseable {

        private final ServerSocket door;
        private final int to;
        private final Queue<ByteArrayOutputStream> heard = new ConcurrentLinkedQueue<>();

        Wire(int to) throws IOException {
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            this.to = to;
            daemon(this::listen);
        }

        int port() {
            return door.getLocalPort();
        }

        int connections() {
            return heard.size() / 2;
        }

        List<byte[]> heard() {
            return heard.stream().map(ByteArrayOutputStream::toByteArray).toList();
        }

        private void listen() {
            while (!door.isClosed()) {
                try {
                    Socket near = door.accept();
                    var far = new Socket(InetAddress.getLoopbackAddress(), to);
                    daemon(() -> pass(near, far));
                    daemon(() -> pass(far, near));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private void pass(Socket from, Socket onTo) {
            var kept = new ByteArrayOutputStream();
            heard.add(kept);
            var buffer = new byte[8192];
            try (from;
                    onTo) {
                for (int n = from.getInputStream().read(buffer);
                        n > 0;
                        n = from.getInputStream().read(buffer)) {
                    kept.write(buffer, 0, n);
                    onTo.getOutputStream().write(buffer, 0, n);
                }
            } catch (IOException cut) {
                // Either side may end it.
            }
        }

        private static void daemon(Runnable work) {
            var thread = new Thread(work, "wire");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }
}
