package org.sessionroom.provider.scripted;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider whose behaviour a test scripts byte by byte, on a real socket of this machine. Each connection is served by the
 * next script; the last script serves all further connections.
 */
public final class ScriptedProvider implements AutoCloseable {

    /** What happens on one connection; it is dropped when the script ends. */
    @FunctionalInterface
    public interface Script {
        void play(Peer peer) throws IOException;
    }

    private final ServerSocket server;
    private final List<Script> scripts;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private ScriptedProvider(ServerSocket server, List<Script> scripts) {
        this.server = server;
        this.scripts = scripts;
    }

    public static ScriptedProvider playing(Script... scripts) {
        try {
            ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            ScriptedProvider provider = new ScriptedProvider(server, List.of(scripts));
            daemon(provider::accept);
            return provider;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-provider");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                sockets.add(socket);
                int turn = Math.min(connections.getAndIncrement(), scripts.size() - 1);
                daemon(() -> serve(socket, scripts.get(turn)));
            }
        } catch (IOException e) {
            // The server was closed.
        }
    }

    private void serve(Socket socket, Script script) {
        try (Peer peer = Peer.on(socket)) {
            script.play(peer);
        } catch (IOException e) {
            // The other side may close at any time; the test itself checks what it expects of it.
        } catch (AssertionError | RuntimeException e) {
            failures.add(e);
        }
    }

    public URI socketAddress(String path) {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + path);
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    /** How many connections were accepted. */
    public int connections() {
        return connections.get();
    }

    /** @throws AssertionError if an expectation of a script was not met */
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
        for (Throwable failure : failures) {
            throw new AssertionError("a script met something else than it expected", failure);
        }
    }
}
