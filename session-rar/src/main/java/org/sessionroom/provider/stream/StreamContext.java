package org.sessionroom.provider.stream;

import java.time.Clock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.sessionroom.provider.api.ProviderMeter;

/**
 * Shared by all streams of an adapter.
 *
 * @param clock the time of day, for what is reported
 * @param elapsed for deadlines, which a change of the time of day must not affect
 */
public record StreamContext(
        StreamLimits limits,
        Clock clock,
        Clock elapsed,
        RandomGenerator random,
        ProviderConversation.Opener opener,
        Health health,
        Supplier<ProviderMeter> meter) {}
