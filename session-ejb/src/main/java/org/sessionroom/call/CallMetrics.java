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

/** How good the calls of this node are, over all of them and nobody's in particular; at {@code /prometheus}. */
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
        roundTrip = Timer.builder("session.room.call.round.trip")
                .description("Round trip between the two browsers of a call")
                .serviceLevelObjectives(millis(50), millis(100), millis(200), millis(400), millis(800))
                .register(registry);
        jitter = Timer.builder("session.room.call.jitter")
                .description("Jitter of what a browser receives")
                .serviceLevelObjectives(millis(10), millis(30), millis(60), millis(120))
                .register(registry);
        loss = DistributionSummary.builder("session.room.call.loss")
                .description("Share of packets that did not reach a browser")
                .serviceLevelObjectives(0.01, 0.03, 0.05, 0.1)
                .register(registry);
        freezes = Counter.builder("session.room.call.freezes")
                .description("How often a picture stood still")
                .register(registry);
        direct = samples("direct");
        relayed = samples("relay");
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private Counter samples(String path) {
        return Counter.builder("session.room.call.samples")
                .description("Samples of two seconds that browsers reported")
                .tag("path", path)
                .register(registry);
    }

    void count(List<QualitySample> samples) {
        for (QualitySample sample : samples) {
            sample.roundTrip().ifPresent(value -> roundTrip.record(duration(value)));
            sample.jitter().ifPresent(value -> jitter.record(duration(value)));
            sample.loss().ifPresent(loss::record);
            freezes.increment(sample.freezes());
            (sample.relay() ? relayed : direct).increment();
        }
    }

    private static Duration duration(double millis) {
        return Duration.ofNanos((long) (millis * NANOS_PER_MILLI));
    }
}
