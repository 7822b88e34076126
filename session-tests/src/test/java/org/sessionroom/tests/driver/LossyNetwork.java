package org.sessionroom.tests.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The network between people and a UDP server on this machine: good at first, and as bad as a test makes it. Each sender has a
 * path of its own; a condition applies to all of them, and to both directions.
 *
 * <pre>
 * try (LossyNetwork network = LossyNetwork.to(turn.port())) {
 *     line.loses(0.15);
 *     …
 *     line.isGood();
 * }
 * </pre>
 */
public final class LossyNetwork implements AutoCloseable {

    /** How long a packet waits in the queue of a narrow network before it is dropped, as in access routers. */
    private static final long LONGEST_WAIT = TimeUnit.MILLISECONDS.toNanos(300);

    private static final int LARGEST = 2_048;
    private static final Condition GOOD = new Condition(false, 0, Duration.ZERO, Integer.MAX_VALUE);

    /** @param kilobits per second */
    private record Condition(boolean dead, double loss, Duration delay, int kilobits) {

        long nanosFor(int bytes) {
            return kilobits == Integer.MAX_VALUE ? 0 : bytes * 8 * 1_000_000L / kilobits;
        }
    }

    private final DatagramSocket people;
    private final SocketAddress server;
    private final Map<SocketAddress, DatagramSocket> lines = new ConcurrentHashMap<>();
    private final ScheduledExecutorService late = Executors.newSingleThreadScheduledExecutor(LossyNetwork::daemon);
    private volatile Condition condition = GOOD;

    private LossyNetwork(DatagramSocket people, SocketAddress server) {
        this.people = people;
        this.server = server;
    }

    public static LossyNetwork to(int port) {
        InetAddress here = InetAddress.getLoopbackAddress();
        try {
            var line = new LossyNetwork(new DatagramSocket(0, here), new InetSocketAddress(here, port));
            daemon(line::listenToPeople).start();
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "lossy line");
        thread.setDaemon(true);
        return thread;
    }

    /** The port at which people reach the server. */
    public int port() {
        return people.getLocalPort();
    }

    public void isGood() {
        condition = GOOD;
    }

    /** Drops everything without an ICMP error. */
    public void isDead() {
        condition = new Condition(true, 0, Duration.ZERO, Integer.MAX_VALUE);
    }

    /** @param share of all packets, 0 to 1 */
    public void loses(double share) {
        condition = new Condition(false, share, Duration.ZERO, Integer.MAX_VALUE);
    }

    /** @param kilobits per second, for each person and direction */
    public void carriesNoMoreThan(int kilobits, Duration delay) {
        condition = new Condition(false, 0, delay, kilobits);
    }

    private void listenToPeople() {
        var lanes = new ConcurrentHashMap<SocketAddress, Lane>();
        listen(people, packet -> {
            SocketAddress person = packet.getSocketAddress();
            lanes.computeIfAbsent(person, any -> new Lane(lineOf(person), server))
                    .carry(packet);
        });
    }

    private DatagramSocket lineOf(SocketAddress person) {
        return lines.computeIfAbsent(person, any -> {
            try {
                var line = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var lane = new Lane(people, person);
                daemon(() -> listen(line, lane::carry)).start();
                return line;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private interface Receiver {
        void hear(DatagramPacket packet);
    }

    private static void listen(DatagramSocket socket, Receiver receiver) {
        while (!socket.isClosed()) {
            var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
            try {
                socket.receive(packet);
            } catch (IOException e) {
                // Closed; or an earlier packet was not deliverable, which does not concern this one.
                continue;
            }
            receiver.hear(packet);
        }
    }

    @Override
    public void close() {
        people.close();
        lines.values().forEach(DatagramSocket::close);
        late.shutdownNow();
    }

    /** One direction of one person's path. */
    private final class Lane {

        private final DatagramSocket out;
        private final SocketAddress end;
        /** A fixed seed, for the same losses in every run. */
        private final Random fate = new Random(7);
        /** When the last packet will have passed, on the clock of {@link System#nanoTime}. */
        private long free = System.nanoTime();

        Lane(DatagramSocket out, SocketAddress end) {
            this.out = out;
            this.end = end;
        }

        void carry(DatagramPacket packet) {
            Condition now = condition;
            long arrived = System.nanoTime();
            long starts = Math.max(arrived, free);
            if (now.dead() || fate.nextDouble() < now.loss() || starts - arrived > LONGEST_WAIT) {
                return;
            }
            free = starts + now.nanosFor(packet.getLength());
            long wait = free + now.delay().toNanos() - arrived;
            packet.setSocketAddress(end);
            if (wait <= 0) {
                send(packet);
            } else {
                late.schedule(() -> send(packet), wait, TimeUnit.NANOSECONDS);
            }
        }

        private void send(DatagramPacket packet) {
            try {
                out.send(packet);
            } catch (IOException e) {
                // The network was closed, or the receiver has gone: the packet is lost.
            }
        }
    }
}
