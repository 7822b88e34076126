package org.sessionroom.limit;

import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.builder.HandlerBuilder;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Closes a connection whose answer was not read completely within a number of seconds: in undertow-handlers.conf, {@code
 * answer-deadline(60)}. A reader that takes nothing would occupy a worker for hours. Only a few readers of one source may be slow at a
 * time, see {@link SlowReaders}. Time that the server itself needs does not count; the request's body has arrived before
 * (session-front).
 */
public class AnswerDeadline implements HandlerBuilder {

    private static final String SECONDS = "seconds";

    /** From this time on an answer that waits for its reader counts as slow. */
    private static final int SLOW_SECONDS = 3;

    /** Half of the workers, of which the server has sixteen for each processor. */
    private static final SlowReaders<HttpServerExchange> SLOW =
            new SlowReaders<>(8, 8 * Runtime.getRuntime().availableProcessors());

    @Override
    public String name() {
        return "answer-deadline";
    }

    @Override
    public Map<String, Class<?>> parameters() {
        return Map.of(SECONDS, Integer.class);
    }

    @Override
    public Set<String> requiredParameters() {
        return Set.of(SECONDS);
    }

    @Override
    public String defaultParameter() {
        return SECONDS;
    }

    @Override
    public HandlerWrapper build(Map<String, Object> config) {
        int seconds = (Integer) config.get(SECONDS);
        return next -> exchange -> {
            SourceAddress source = SourceAddress.of(exchange.getSourceAddress().getHostString());
            Optional<Duration> refusal = SLOW.refusal(source, System.nanoTime());
            if (refusal.isPresent()) {
                exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
                exchange.getResponseHeaders()
                        .put(Headers.RETRY_AFTER, Long.toString(RateLimits.retryAfter(refusal.get())));
                exchange.setPersistent(false);
                exchange.endExchange();
                return;
            }
            watch(exchange, source, seconds);
            next.handleRequest(exchange);
        };
    }

    private static void watch(HttpServerExchange exchange, SourceAddress source, int seconds) {
        List<XnioExecutor.Key> deadlines = List.of(
                after(exchange, SLOW_SECONDS, () -> SLOW.begin(exchange, source, System.nanoTime())
                        .ifPresent(AnswerDeadline::disconnect)),
                after(exchange, seconds, () -> {
                    SLOW.ended(source, System.nanoTime());
                    disconnect(exchange);
                }));
        exchange.addExchangeCompleteListener((done, others) -> {
            deadlines.forEach(XnioExecutor.Key::remove);
            SLOW.end(done);
            others.proceed();
        });
    }

    /** Runs a task if the exchange still waits for its reader after that time. */
    private static XnioExecutor.Key after(HttpServerExchange exchange, int seconds, Runnable then) {
        return exchange.getIoThread()
                .executeAfter(
                        () -> {
                            if (!exchange.isComplete() && exchange.isResponseStarted()) {
                                then.run();
                            }
                        },
                        seconds,
                        TimeUnit.SECONDS);
    }

    private static void disconnect(HttpServerExchange exchange) {
        IoUtils.safeClose(exchange.getConnection());
    }
}
