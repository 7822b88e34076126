package org.sessionroom.front;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.server.handlers.RequestBufferingHandler;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Waits for the whole body of a request before a worker gets the request, so that a slow body occupies memory and no
 * thread. Its length is announced: a body in chunks was refused before. A client that has not sent it within 20 s is disconnected; when
 * too many are being received, the oldest of the busiest address is.
 */
final class RequestBody {

    private static final int LONGEST_SECONDS = 20;

    /** Each body has at most 256 kB (SESSION_MAX_REQUEST), so 256 MB outside the heap. */
    private static final int MOST_AT_ONCE = 1_000;

    private final long most;
    private final HttpHandler next;
    private final Arriving<ByteBuffer, HttpServerExchange> arriving = new Arriving<>(MOST_AT_ONCE);

    /**
     * @param most maximum bytes of a body
     * @param next called once the body has arrived, on the connection's I/O thread
     */
    RequestBody(long most, HttpHandler next) {
        this.most = most;
        this.next = next;
    }

    /** @throws RequestTooBigException for a body whose announced length is too large */
    void await(HttpServerExchange exchange) throws Exception {
        if (exchange.isRequestComplete()) {
            next.handleRequest(exchange);
            return;
        }
        if (exchange.getRequestContentLength() > most) {
            // Checked before a client that sent Expect is told to continue.
            throw new RequestTooBigException();
        }
        XnioExecutor.Key deadline =
                exchange.getIoThread().executeAfter(() -> disconnect(exchange), LONGEST_SECONDS, TimeUnit.SECONDS);
        ByteBuffer source = Source.of(exchange);
        exchange.addExchangeCompleteListener((done, others) -> {
            deadline.remove();
            arriving.left(source, done);
            others.proceed();
        });
        arriving.came(source, exchange).ifPresent(RequestBody::disconnect);
        HttpHandler arrived = whole -> {
            deadline.remove();
            arriving.left(source, whole);
            whole.setStatusCode(StatusCodes.OK);
            next.handleRequest(whole);
        };
        // The answer of RequestBufferingHandler if it cannot read the body: too large, or inconsistent with its
        // headers.
        exchange.setStatusCode(StatusCodes.BAD_REQUEST);
        try {
            buffer(exchange, new RequestBufferingHandler(arrived, buffers(exchange)));
        } catch (RequestTooBigException tooLarge) {
            throw tooLarge;
        } catch (IOException gone) {
            disconnect(exchange);
        }
    }

    private static void buffer(HttpServerExchange exchange, HttpHandler buffering) throws Exception {
        if (!HttpContinue.requiresContinueResponse(exchange)) {
            buffering.handleRequest(exchange);
            return;
        }
        // The sender waits for this before it sends the body (RFC 9110 §10.1.1).
        HttpContinue.sendContinueResponse(exchange, new IoCallback() {
            @Override
            public void onComplete(HttpServerExchange told, Sender sender) {
                told.getRequestHeaders().remove(Headers.EXPECT);
                try {
                    buffering.handleRequest(told);
                } catch (Exception unreadable) {
                    told.endExchange();
                }
            }

            @Override
            public void onException(HttpServerExchange gone, Sender sender, IOException failure) {
                disconnect(gone);
            }
        });
    }

    private int buffers(HttpServerExchange exchange) {
        return (int) (most / exchange.getConnection().getBufferSize()) + 2;
    }

    private static void disconnect(HttpServerExchange exchange) {
        IoUtils.safeClose(exchange.getConnection());
    }
}
