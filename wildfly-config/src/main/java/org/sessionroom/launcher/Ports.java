package org.sessionroom.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The TCP ports of a room, all on the loopback address. */
public record Ports(List<Node> nodes, int database, int identityProvider, int mail, int speech) {

    /** The ports of one WildFly; {@code cluster} is the port for the other nodes. */
    public record Node(int http, int https, int management, int cluster) {}

    public Ports {
        nodes = List.copyOf(nodes);
    }

    /** The ports in the documentation. */
    public static Ports standard() {
        return new Ports(List.of(new Node(8080, 8443, 9990, 7600)), 54320, 8081, 3025, 2700);
    }

    /** Ports that are free now, for this many WildFly nodes. */
    public static Ports free(int nodes) {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < nodes * 4 + 4; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            var free = sockets.stream().mapToInt(ServerSocket::getLocalPort).iterator();
            var each = IntStream.range(0, nodes)
                    .mapToObj(i -> new Node(free.next(), free.next(), free.next(), free.next()))
                    .toList();
            return new Ports(each, free.next(), free.next(), free.next(), free.next());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            sockets.forEach(Ports::close);
        }
    }

    /**
     * @param withSpeech whether the room starts a speech engine of its own; otherwise another process may listen on that port
     * @throws StartupException naming every port that is in use, and its purpose
     */
    void requireFree(boolean withSpeech) {
        var taken = new ArrayList<String>();
        purposes(withSpeech).forEach((port, purpose) -> {
            if (!isFree(port)) {
                taken.add("  port " + port + ", needed for " + purpose);
            }
        });
        if (!taken.isEmpty()) {
            throw new StartupException("Another program listens on\n" + String.join("\n", taken) + "\n" + otherRooms()
                    + "Please end it first.");
        }
    }

    private static String otherRooms() {
        return ChildProcess.otherRooms().stream()
                .map(folder -> "A room runs from " + folder + ".\n")
                .collect(Collectors.joining());
    }

    private Map<Integer, String> purposes(boolean withSpeech) {
        var purposes = new LinkedHashMap<Integer, String>();
        for (Node node : nodes) {
            purposes.put(node.http(), "the pages (http)");
            purposes.put(node.https(), "the pages (https)");
            purposes.put(node.management(), "WildFly's management");
            purposes.put(node.cluster(), "the cluster");
        }
        purposes.put(database, "PostgreSQL");
        purposes.put(identityProvider, "the identity provider");
        purposes.put(mail, "mail (SMTP)");
        if (withSpeech) {
            purposes.put(speech, "the speech engine");
        }
        return purposes;
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            // Connections of an earlier run in TIME_WAIT do not count.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
