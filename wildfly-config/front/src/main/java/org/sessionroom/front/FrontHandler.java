package org.sessionroom.front;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.CanonicalPathUtils;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Accepts requests that are sent to a configured address of this server, and gives every answer its security headers.
 * A failure that no handler below could handle becomes a plain error without a stack trace.
 */
final class FrontHandler implements HttpHandler {

    private static final Logger LOG = Logger.getLogger("org.sessionroom.front");
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long MINUTE_NANOS = 60 * SECOND_NANOS;

    /** The first visits of several people at once need more than one share. */
    private static final long SHARE_AT_ONCE_NANOS = 5 * SECOND_NANOS;

    private static final long LONGEST_WAIT_NANOS = 5 * SECOND_NANOS;

    /** Half of the workers (io subsystem: 16 for each processor), because rooms' frames need workers as well. */
    private static final int RUNNING_FOR_A_PROCESSOR = 8;

    /** Each occupies memory for its body, 256 kB at most, and no thread. */
    private static final int MOST_WAITING = 500;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** RFC 9110 §15.5.20. */
    private static final int MISDIRECTED_REQUEST = 421;

    /**
     * Characters of a path: an external id of 200 characters has 2,400 at most, in percent-encoded UTF-8. The servlet container remembers
     * the last thousand paths of each application, whoever invented them.
     */
    private static final int LONGEST_PATH = 3_000;

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** Answered by the server itself, for which no deadline of an application counts. */
    private static final String OPENAPI = "/openapi";

    /** A reader that takes nothing would keep its answer in memory for ever. */
    private static final int LONGEST_ANSWER_SECONDS = 30;

    /** WildFly's redirect to its console, which would reveal the management port. */
    private static final String CONSOLE = "/console";

    private final Addresses addresses;
    private final RequestBody body;
    private final ProcessorShare<ByteBuffer> shares;
    private final WaitingPlaces<ByteBuffer> places = new WaitingPlaces<>(MOST_WAITING);
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong lastLogged = new AtomicLong(System.nanoTime() - MINUTE_NANOS);

    /**
     * @param maxRequest maximum bytes of a request's body
     * @param share of this machine's processors that the requests of one source may use, from 0 to 1
     */
    FrontHandler(Addresses addresses, long maxRequest, double share, HttpHandler next) {
        this.addresses = addresses;
        this.body = new RequestBody(maxRequest, whole -> inTurn(whole, read -> read(read, next)));
        int processors = Runtime.getRuntime().availableProcessors();
        this.shares =
                new ProcessorShare<>(share * processors, SHARE_AT_ONCE_NANOS, RUNNING_FOR_A_PROCESSOR * processors);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        exchange.addDefaultResponseListener(PLAIN_ERROR);
        // In the form in which the handlers below will read it: //console is /console.
        String path = CanonicalPathUtils.canonicalize(exchange.getRequestPath());
        Optional<Address> address = address(exchange, path);
        exchange.addResponseCommitListener(
                new AnswerHeaders(address.orElse(addresses.ofPeople()).isSecure()));
        OptionalInt refusal = refusal(exchange, address, path);
        if (refusal.isPresent()) {
            // Charged like any other request, and the connection ends. Otherwise refusals without end would occupy
            // an I/O thread, on which other people's sockets depend.
            exchange.setPersistent(false);
            inTurn(exchange, refused -> end(refused, refusal.getAsInt()));
        } else {
            answerUnder(address.orElseThrow(), exchange);
            if (isAt(OPENAPI, path)) {
                endInTime(exchange);
            }
            attempt(body::await, exchange);
        }
    }

    private static OptionalInt refusal(HttpServerExchange exchange, Optional<Address> address, String path) {
        if (address.isEmpty()) {
            return OptionalInt.of(MISDIRECTED_REQUEST);
        }
        if (!METHODS.contains(exchange.getRequestMethod().toString())) {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
            return OptionalInt.of(StatusCodes.METHOD_NOT_ALLOWED);
        }
        if (path.length() > LONGEST_PATH) {
            return OptionalInt.of(StatusCodes.REQUEST_URI_TOO_LARGE);
        }
        if (isAt(CONSOLE, path)) {
            return OptionalInt.of(StatusCodes.NOT_FOUND);
        }
        return ReadableHeaders.refusalOfChunks(exchange);
    }

    /** Headers may be long, and cost time to read: on a worker, and charged to their source. */
    private static void read(HttpServerExchange exchange, HttpHandler next) throws Exception {
        if (ReadableHeaders.areReadable(exchange.getRequestHeaders())) {
            ReadableHeaders.dropUnreadable(exchange.getRequestHeaders());
            next.handleRequest(exchange);
        } else {
            exchange.setPersistent(false);
            end(exchange, StatusCodes.BAD_REQUEST);
        }
    }

    private void inTurn(HttpServerExchange exchange, HttpHandler handler) {
        inTurn(exchange, handler, Source.of(exchange), 0);
    }

    /** A source that exceeded its share of the processors waits a little, so that many people behind one address all get an answer. */
    private void inTurn(HttpServerExchange exchange, HttpHandler handler, ByteBuffer source, long waited) {
        long wait = shares.begin(source, System.nanoTime());
        if (wait == 0) {
            // Continues on a worker, so that every failure below returns to this handler.
            exchange.dispatch((HttpServerExchange whole) -> pass(whole, handler, source));
        } else if (waited + wait > LONGEST_WAIT_NANOS || waited == 0 && !places.take(source)) {
            release(source, waited);
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, 1 + wait / SECOND_NANOS);
            // Costs nobody's share, so a connection gets this answer once.
            exchange.setPersistent(false);
            end(exchange, StatusCodes.TOO_MANY_REQUESTS);
            return;
        } else {
            Runnable again = () -> inTurn(exchange, handler, source, waited + wait);
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> exchange.getIoThread()
                    .executeAfter(again, wait, TimeUnit.NANOSECONDS));
            return;
        }
        release(source, waited);
    }

    private void release(ByteBuffer source, long waited) {
        if (waited > 0) {
            places.leave(source);
        }
    }

    private void pass(HttpServerExchange exchange, HttpHandler handler, ByteBuffer source) {
        long before = THREADS.getCurrentThreadCpuTime();
        try {
            attempt(handler, exchange);
        } finally {
            shares.end(source, THREADS.getCurrentThreadCpuTime() - before, System.nanoTime());
        }
    }

    private void attempt(HttpHandler handler, HttpServerExchange exchange) {
        try {
            handler.handleRequest(exchange);
        } catch (IllegalArgumentException unreadable) {
            // Undertow and the subsystems parse headers on demand, and throw this for malformed ones.
            fail(exchange, StatusCodes.BAD_REQUEST);
        } catch (RequestTooBigException tooLarge) {
            fail(exchange, StatusCodes.REQUEST_ENTITY_TOO_LARGE);
        } catch (Exception failure) {
            log(failure);
            fail(exchange, StatusCodes.INTERNAL_SERVER_ERROR);
        }
    }

    private Optional<Address> address(HttpServerExchange exchange, String path) {
        return claimed(exchange).flatMap(claimed -> addresses.answering(claimed, exchange.getRequestScheme(), path));
    }

    /** An absolute target overrides the Host header (RFC 9112 §3.2.2); two Host headers count as none. */
    private static Optional<String> claimed(HttpServerExchange exchange) {
        if (exchange.isHostIncludedInRequestURI()) {
            try {
                return Optional.ofNullable(URI.create(exchange.getRequestURI()).getRawAuthority());
            } catch (IllegalArgumentException malformed) {
                return Optional.empty();
            }
        }
        HeaderValues hosts = exchange.getRequestHeaders().get(Headers.HOST);
        return hosts == null || hosts.size() != 1 ? Optional.empty() : Optional.of(hosts.getFirst());
    }

    private static void answerUnder(Address address, HttpServerExchange exchange) {
        exchange.setRequestScheme(address.scheme());
        exchange.getRequestHeaders().put(Headers.HOST, address.authority());
        if (exchange.isHostIncludedInRequestURI()) {
            String path = URI.create(exchange.getRequestURI()).getRawPath();
            exchange.setRequestURI(path.isEmpty() ? "/" : path, false);
        }
    }

    private static void endInTime(HttpServerExchange exchange) {
        XnioExecutor.Key deadline = exchange.getIoThread()
                .executeAfter(
                        () -> IoUtils.safeClose(exchange.getConnection()), LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS);
        exchange.addExchangeCompleteListener((done, others) -> {
            deadline.remove();
            others.proceed();
        });
    }

    private static boolean isAt(String place, String path) {
        return path.equals(place) || path.startsWith(place + "/");
    }

    private static void end(HttpServerExchange exchange, int status) {
        exchange.setStatusCode(status);
        exchange.endExchange();
    }

    private static void fail(HttpServerExchange exchange, int status) {
        exchange.setPersistent(false);
        if (exchange.isResponseStarted()) {
            exchange.endExchange();
        } else {
            exchange.getResponseHeaders().clear();
            end(exchange, status);
        }
    }

    /** Logs at most once a minute, because anybody can cause it; the message contains no data of the request. */
    private void log(Exception failure) {
        long count = failures.incrementAndGet();
        long now = System.nanoTime();
        long last = lastLogged.get();
        if (now - last >= MINUTE_NANOS && lastLogged.compareAndSet(last, now)) {
            StackTraceElement[] trace = failure.getStackTrace();
            LOG.errorf(
                    "%d requests failed before any application could answer; the last with %s at %s",
                    failures.getAndAdd(-count), failure.getClass().getName(), trace.length == 0 ? "?" : trace[0]);
        }
    }

    private static boolean asksForAPage(HttpServerExchange exchange) {
        String accepted = exchange.getRequestHeaders().getFirst(Headers.ACCEPT);
        return accepted != null && accepted.contains("text/html");
    }

    /** In both languages, because the request was not parsed yet; and without resources that would have to be fetched. */
    private static String tooMany(String seconds) {
        String wait = seconds == null ? "1" : seconds;
        return "<!DOCTYPE html><html lang=\"pt-BR\"><head><meta charset=\"UTF-8\"/>"
                + "<meta name=\"viewport\" content=\"width=device-width\"/><title>Um momento · One moment</title></head><body>"
                + "<h1>Um momento</h1><p>Há muitos pedidos deste endereço agora. Tente de novo em " + wait
                + " segundos.</p><p lang=\"en\">Many requests come from this address just now. Try again in " + wait
                + " seconds.</p><p><a href=\"\">Tentar de novo · Try again</a></p></body></html>";
    }

    private static String reason(int status) {
        return status == MISDIRECTED_REQUEST ? "Misdirected Request" : StatusCodes.getReason(status);
    }

    /** Does not wait for the rest of a body that could not be read. */
    private static final IoCallback HANG_UP = new IoCallback() {
        @Override
        public void onComplete(HttpServerExchange exchange, Sender sender) {
            IoUtils.safeClose(exchange.getConnection());
        }

        @Override
        public void onException(HttpServerExchange exchange, Sender sender, IOException gone) {
            IoUtils.safeClose(exchange.getConnection());
        }
    };

    /** For an error without a body: a problem detail (RFC 9457) that contains only the status. */
    private static final DefaultResponseListener PLAIN_ERROR = exchange -> {
        int status = exchange.getStatusCode();
        if (status < StatusCodes.BAD_REQUEST || !exchange.isResponseChannelAvailable()) {
            return false;
        }
        if (!exchange.isRequestComplete()) {
            // Sends "Connection: close"; otherwise a client with persistent connections would reuse one that ends.
            exchange.setPersistent(false);
        }
        boolean forAPerson = status == StatusCodes.TOO_MANY_REQUESTS && asksForAPage(exchange);
        byte[] body = (forAPerson
                        ? tooMany(exchange.getResponseHeaders().getFirst(Headers.RETRY_AFTER))
                        : "{\"type\":\"about:blank\",\"title\":\"" + reason(status) + "\",\"status\":" + status + "}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, forAPerson ? "text/html; charset=UTF-8" : "application/problem+json");
        exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, body.length);
        exchange.getResponseSender()
                .send(ByteBuffer.wrap(body), exchange.isRequestComplete() ? IoCallback.END_EXCHANGE : HANG_UP);
        return true;
    };
}
