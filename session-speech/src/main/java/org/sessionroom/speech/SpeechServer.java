package org.sessionroom.speech;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * Listens on the loopback address, within {@link Limits}. Sockets have separate threads, so that they are served
 * while every worker recognises.
 */
final class SpeechServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int SOCKET_THREADS = 16;

    private final RecogniserFactory recognisers;
    private final Limits limits;
    private final Semaphore permits;
    private final ExecutorService workers;
    private final Server server;
    private final ServerConnector connector;

    /** @param port or 0 for any */
    SpeechServer(RecogniserFactory recognisers, Limits limits, int port) {
        this.recognisers = recognisers;
        this.limits = limits;
        this.permits = new Semaphore(limits.streams());
        this.workers = Executors.newFixedThreadPool(limits.workers());
        this.server = new Server(new QueuedThreadPool(SOCKET_THREADS, 2));
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(WebSocketUpgradeHandler.from(server, this::configure));
    }

    private void configure(ServerWebSocketContainer sockets) {
        sockets.setMaxFrameSize(limits.soundBytes());
        sockets.setMaxBinaryMessageSize(limits.soundBytes());
        sockets.setMaxTextMessageSize(limits.textBytes());
        sockets.setIdleTimeout(limits.idle());
        sockets.addMapping("/*", this::open);
    }

    /** Only browsers send an origin, and no page has a reason to connect, least of all one of another site. */
    private Object open(
            ServerUpgradeRequest request, ServerUpgradeResponse response, org.eclipse.jetty.util.Callback answered) {
        if (request.getHeaders().contains(HttpHeader.ORIGIN)) {
            Response.writeError(request, response, answered, HttpStatus.FORBIDDEN_403);
            return null;
        }
        return new Stream(new Dialogue(recognisers), workers, permits);
    }

    /** @throws IOException if the port is in use */
    void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    /** How many more clients may connect. */
    int freeStreams() {
        return permits.availablePermits();
    }

    /** Closes the open streams properly, if their clients respond. */
    @Override
    public void close() {
        try {
            CompletableFuture.allOf(ServerWebSocketContainer.get(server.getContext()).getOpenSessions().stream()
                            .map(session -> Callback.Completable.with(
                                    told -> session.close(StatusCode.SHUTDOWN, "The engine ends.", told)))
                            .toArray(CompletableFuture[]::new))
                    .completeOnTimeout(null, 1, TimeUnit.SECONDS)
                    .exceptionally(gone -> null)
                    .join();
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            workers.shutdown();
        }
    }
}
