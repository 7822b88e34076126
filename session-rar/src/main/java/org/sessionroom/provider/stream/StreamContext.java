package org.sessionroom.provider.stream;

import java.time.Clock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.sessionroom.provider.api.ProviderMeter;

/** What all streams of an adapter share. */
public record StreamContext(
        StreamLimits limits,
        Clock clock,
        RandomGenerator random,
        Line.Opener opener,
        Health health,
        Supplier<ProviderMeter> meter) {}
