package org.sessionroom.call;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/**
 * Call quality over all calls of this node, without labels for a person or session; at {@code /prometheus}. Meters are created by
 * the registry's own methods: WildFly 39 keeps meters of a builder in another registry, which nobody reads.
 */
@ApplicationScoped
public class CallMetrics {

    private static final double NANOS_PER_MILLI = 1e6;

    @Inject
    private MeterRegistry registry;

    private Timer roundTrip;
    private Timer jitter;
    private DistributionSummary loss;
    private Counter freezes;
    private Counter direct;
    private Counter relayed;

    @PostConstruct
    void register() {
        roundTrip = registry.timer("session.room.call.round.trip");
        jitter = registry.timer("session.room.call.jitter");
        loss = registry.summary("session.room.call.loss");
        freezes = registry.counter("session.room.call.freezes");
        direct = registry.counter("session.room.call.samples", "path", "direct");
        relayed = registry.counter("session.room.call.samples", "path", "relay");
    }

    void count(List<QualitySample> samples) {
        for (QualitySample sample : samples) {
            sample.roundTrip().ifPresent(value -> roundTrip.record(duration(value)));
            sample.jitter().ifPresent(value -> jitter.record(duration(value)));
            sample.loss().ifPresent(loss::record);
            sample.freezes().ifPresent(freezes::increment);
            (sample.relay() ? relayed : direct).increment();
        }
    }

    private static Duration duration(double millis) {
        return Duration.ofNanos((long) (millis * NANOS_PER_MILLI));
    }
}
