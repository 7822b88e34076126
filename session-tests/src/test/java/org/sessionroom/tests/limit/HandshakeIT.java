package org.sessionroom.tests.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.InstalledProgram;
import org.sessionroom.tests.driver.RunningRoom;

/** What a stranger's TLS handshake may cost: it comes before every limit of the room, and the client chooses how keys are agreed on. */
@ExtendWith(RunningRoom.class)
class HandshakeIT {

    /** Groups that take the server a few milliseconds. */
    private static final Set<String> CHEAP = Set.of("X25519", "P-256", "P-384");

    private static final List<String> GROUPS = List.of(
            "X25519",
            "P-256",
            "P-384",
            "P-521",
            "X448",
            "ffdhe2048",
            "ffdhe3072",
            "ffdhe4096",
            "ffdhe6144",
            "ffdhe8192");

    private static Room room;

    @BeforeAll
    static void know(Room running) {
        room = running;
    }

    /** Whether a handshake succeeds with these options alone. */
    private static boolean shakes(String... options) {
        String address = "localhost:" + room.nodes().get(0).ports().https();
        List<String> command = Stream.concat(
                        Stream.of(
                                InstalledProgram.path("openssl", "openssl"), "s_client", "-brief", "-connect", address),
                        Stream.of(options))
                .toList();
        try {
            Process openssl =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            openssl.getOutputStream().close();
            String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said.contains("CONNECTION ESTABLISHED");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void onlyCheapGroupsAreOffered() {
        assertEquals(
                CHEAP,
                GROUPS.stream()
                        .filter(group -> shakes("-tls1_3", "-groups", group))
                        .collect(Collectors.toSet()));
        // Of the cheap ones TLS 1.2 accepts only the group of the server's certificate alone.
        assertTrue(CHEAP.containsAll(GROUPS.stream()
                .filter(group -> shakes("-tls1_2", "-groups", group))
                .toList()));
    }
}
