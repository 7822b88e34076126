package org.sessionroom.provider.api;

import java.time.Duration;

/**
 * Receives measurements, from any thread; must be quick and must not throw. Measurements contain no personal data. The default methods do
 * nothing.
 */
public interface ProviderMeter {

    /** Ignores all measurements. */
    ProviderMeter NONE = new ProviderMeter() {};

    /** The first partial of an utterance arrived this long after its last recognised part was spoken. */
    default void partialAfter(Duration latency) {}

    /** A final arrived this long after its end was spoken. */
    default void finalAfter(Duration latency) {}

    /** Speech of this length was not recognised. */
    default void gap(Reason reason, Duration length) {}

    /** A stream lost its connection and reconnects. */
    default void reconnecting(Reason reason) {}

    /** Bytes to a provider and from it, without the protocol's overhead. */
    default void bytes(long sent, long received) {}

    /** Tokens of one completion, as the provider counted them. */
    default void tokens(int prompt, int completion) {}

    /** One completion, or its failure, took this long. */
    default void completionAfter(Duration latency) {}
}
