package org.sessionroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void aTakenPortIsNamedTogetherWithWhatItIsNeededFor() throws Exception {
        Ports ports = Ports.free(1);
        try (var other = new ServerSocket(ports.mail(), 1, InetAddress.getLoopbackAddress())) {
            var refusal = assertThrows(StartupException.class, () -> ports.requireFree(false));
            assertTrue(refusal.getMessage().contains("port " + other.getLocalPort() + ", needed for mail"));
            assertFalse(refusal.getMessage().contains("PostgreSQL"));
        }
        ports.requireFree(true);
    }

    @Test
    void aSpeechEngineOfSomebodyElsesIsInTheWayOnlyOfOurOwn() throws Exception {
        Ports ports = Ports.free(1);
        try (var other = new ServerSocket(ports.speech(), 1, InetAddress.getLoopbackAddress())) {
            ports.requireFree(false);
            var refusal = assertThrows(StartupException.class, () -> ports.requireFree(true));
            assertTrue(
                    refusal.getMessage().contains("port " + other.getLocalPort() + ", needed for the speech engine"));
        }
    }

    @Test
    void twoNodesShareNoPort() {
        Ports ports = Ports.free(2);
        var all = Stream.concat(
                        ports.nodes().stream()
                                .flatMap(node ->
                                        Stream.of(node.http(), node.https(), node.management(), node.cluster())),
                        IntStream.of(ports.database(), ports.identityProvider(), ports.mail(), ports.speech())
                                .boxed())
                .toList();
        assertEquals(12, all.stream().distinct().count());
    }
}
