package org.sessionroom.limit;

import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.builder.HandlerBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Closes a connection whose answer was begun and not read completely within a number of seconds: in undertow-handlers.conf, {@code
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
            SLOW.arrive(exchange, source, HttpServerExchange::isResponseStarted, System.nanoTime())
                    .ifPresent(AnswerDeadline::disconnect);
            new Watch(exchange, source, seconds).start();
            next.handleRequest(exchange);
        };
    }

    /** Looks at one exchange every three seconds until it is complete. */
    private static final class Watch {

        private final HttpServerExchange exchange;
        private final SourceAddress source;
        private final AnswerWatch watch;
        private final AtomicReference<XnioExecutor.Key> next = new AtomicReference<>();

        Watch(HttpServerExchange exchange, SourceAddress source, int seconds) {
            this.exchange = exchange;
            this.source = source;
            this.watch = new AnswerWatch(Duration.ofSeconds(seconds - (long) SLOW_SECONDS));
        }

        void start() {
            lookLater();
            exchange.addExchangeCompleteListener((done, others) -> {
                next.get().remove();
                SLOW.end(done, source);
                others.proceed();
            });
        }

        private void lookLater() {
            next.set(exchange.getIoThread().executeAfter(this::look, SLOW_SECONDS, TimeUnit.SECONDS));
        }

        private void look() {
            if (exchange.isComplete()) {
                return;
            }
            long now = System.nanoTime();
            switch (watch.look(exchange.isResponseStarted(), now)) {
                case NOTHING -> lookLater();
                case SLOW -> {
                    lookLater();
                    SLOW.begin(exchange, source, now).ifPresent(AnswerDeadline::disconnect);
                    if (exchange.isComplete()) {
                        // It may have been completed before it was registered.
                        SLOW.end(exchange, source);
                    }
                }
                case CLOSE -> {
                    SLOW.ended(source, now);
                    disconnect(exchange);
                }
            }
        }
    }

    private static void disconnect(HttpServerExchange exchange) {
        IoUtils.safeClose(exchange.getConnection());
    }
}
