package org.sessionroom.tests.outbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A mail server with scripted behaviour on a real socket; it keeps the mails that it accepted (RFC 5321). */
final class ScriptedMailServer implements AutoCloseable {

    /** How the server treats a connection. */
    enum Manner {
        TAKES,
        /** 451 to the recipient: "try again later", as when greylisting. */
        REFUSES_FOR_NOW,
        /** 550 to the recipient. */
        REFUSES,
        /** 554 to the recipient, because of the sending client. */
        DENIES_RELAY,
        /** 530 to the sender: the server requires TLS first. */
        REFUSES_SENDER,
        /** One byte of the greeting every two seconds, so that no time-out of a single read expires. */
        DRIBBLES
    }

    private static final Duration BETWEEN_DRIPS = Duration.ofSeconds(2);

    private final ServerSocket server;
    private final Deque<Manner> next = new ArrayDeque<>();
    private Manner always = Manner.TAKES;
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger dribbling = new AtomicInteger();

    ScriptedMailServer() {
        try {
            server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
            daemon(this::accept);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, String> environment() {
        return Map.of("SESSION_MAIL_HOST", "127.0.0.1", "SESSION_MAIL_PORT", Integer.toString(server.getLocalPort()));
    }

    /** From now on, until it is changed. */
    synchronized void behaves(Manner manner) {
        next.clear();
        always = manner;
    }

    /** The behaviour for the next connections, one after the other; all later ones are accepted. */
    synchronized void behaves(Manner... manners) {
        behaves(Manner.TAKES);
        next.addAll(Arrays.asList(manners));
    }

    private synchronized Manner manner() {
        return next.isEmpty() ? always : next.remove();
    }

    /** Every mail that was accepted for an address, unchanged, with head and body. */
    List<String> takenFor(String address) {
        return taken.stream()
                .filter(mail -> mail.contains("To: " + address + "\n"))
                .toList();
    }

    /** The number of connections that receive the slow greeting. */
    int dribbling() {
        return dribbling.get();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                sockets.add(socket);
                Manner manner = manner();
                daemon(() -> serve(socket, manner));
            }
        } catch (IOException e) {
            // The server was closed.
        }
    }

    private void serve(Socket socket, Manner manner) {
        try (socket) {
            if (manner == Manner.DRIBBLES) {
                dribble(socket.getOutputStream());
            } else {
                converse(socket, manner);
            }
        } catch (IOException e) {
            // The other side may close at any time.
        }
    }

    private void dribble(OutputStream out) throws IOException {
        dribbling.incrementAndGet();
        try {
            for (byte drip : ("220 " + "x".repeat(400)).getBytes(StandardCharsets.US_ASCII)) {
                out.write(drip);
                out.flush();
                LockSupport.parkNanos(BETWEEN_DRIPS.toNanos());
            }
        } finally {
            dribbling.decrementAndGet();
        }
    }

    private void converse(Socket socket, Manner manner) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = socket.getOutputStream();
        say(out, "220 ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.length() < 4 ? line : line.substring(0, 4).toUpperCase();
            switch (command) {
                case "MAIL" ->
                    say(
                            out,
                            manner == Manner.REFUSES_SENDER
                                    ? "530 5.7.0 Must issue a STARTTLS command first"
                                    : "250 fine");
                case "RCPT" -> say(out, answerToRecipient(manner));
                case "DATA" -> {
                    say(out, "354 go on");
                    taken.add(data(in));
                    say(out, "250 taken");
                }
                case "QUIT" -> say(out, "221 bye");
                default -> say(out, "250 fine");
            }
        }
    }

    private static String answerToRecipient(Manner manner) {
        return switch (manner) {
            case REFUSES_FOR_NOW -> "451 4.7.1 try again later";
            case REFUSES -> "550 5.1.1 no such person";
            case DENIES_RELAY -> "554 5.7.1 relay access denied";
            default -> "250 fine";
        };
    }

    private static String data(BufferedReader in) throws IOException {
        var mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        return mail.toString();
    }

    private static void say(OutputStream out, String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
