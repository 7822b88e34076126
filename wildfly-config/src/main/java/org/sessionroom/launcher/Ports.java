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
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The TCP ports of a room, all on the loopback address. */
public record Ports(List<Node> nodes, int database, int identityProvider, int mail, int speech) {

    /**
     * Free ports are chosen from here up to {@link #HIGHEST}: below those that a system gives to outgoing connections (Linux: from 32768), one of
     * which could otherwise take a port before the room listens on it.
     */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;

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
            while (sockets.size() < nodes * 4 + 4) {
                open(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST)).ifPresent(sockets::add);
            }
            var free = sockets.stream().mapToInt(ServerSocket::getLocalPort).iterator();
            var each = IntStream.range(0, nodes)
                    .mapToObj(i -> new Node(free.next(), free.next(), free.next(), free.next()))
                    .toList();
            return new Ports(each, free.next(), free.next(), free.next(), free.next());
        } finally {
            sockets.forEach(Ports::close);
        }
    }

    private static Optional<ServerSocket> open(int port) {
        try {
            return Optional.of(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException taken) {
            return Optional.empty();
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
