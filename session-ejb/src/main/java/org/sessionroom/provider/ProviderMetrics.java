package org.sessionroom.provider;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.sessionroom.provider.api.ProviderMeter;
import org.sessionroom.provider.api.Reason;

/**
 * Latency and success of this node's providers, over all rooms, without labels for a person or session; at {@code /prometheus}.
 * Meters are created by the registry itself, for the same reason as in CallMetrics.
 */
@ApplicationScoped
public class ProviderMetrics implements ProviderMeter {

    @Inject
    private MeterRegistry registry;

    private Timer partials;
    private Timer finals;
    private Timer completions;
    private Counter sent;
    private Counter received;
    private Counter promptTokens;
    private Counter completionTokens;

    @PostConstruct
    void register() {
        partials = registry.timer("session.room.speech.partial");
        finals = registry.timer("session.room.speech.final");
        completions = registry.timer("session.room.assistant.completion");
        sent = registry.counter("session.room.provider.bytes", "way", "sent");
        received = registry.counter("session.room.provider.bytes", "way", "received");
        promptTokens = registry.counter("session.room.assistant.tokens", "of", "prompt");
        completionTokens = registry.counter("session.room.assistant.tokens", "of", "completion");
    }

    @Override
    public void partialAfter(Duration latency) {
        partials.record(latency);
    }

    @Override
    public void finalAfter(Duration latency) {
        finals.record(latency);
    }

    @Override
    public void gap(Reason reason, Duration length) {
        registry.timer("session.room.speech.gap", "reason", reason.name()).record(length);
    }

    @Override
    public void reconnecting(Reason reason) {
        registry.counter("session.room.speech.reconnect", "reason", reason.name())
                .increment();
    }

    @Override
    public void bytes(long out, long in) {
        sent.increment(out);
        received.increment(in);
    }

    @Override
    public void tokens(int prompt, int completion) {
        promptTokens.increment(prompt);
        completionTokens.increment(completion);
    }

    @Override
    public void completionAfter(Duration latency) {
        completions.record(latency);
    }
}
