package org.sessionroom.provider.api;

import java.time.Duration;

/**
 * Is told what can be counted, from any thread; must be quick and must not throw. Nothing says whose it is. Each method does
 * nothing unless it is implemented.
 */
public interface ProviderMeter {

    /** Counts nothing. */
    ProviderMeter NONE = new ProviderMeter() {};

    /** A first partial of an utterance, so long after what it ends with was spoken. */
    default void partialAfter(Duration latency) {}

    /** A final, so long after its end was spoken. */
    default void finalAfter(Duration latency) {}

    /** So much speech was not heard. */
    default void gap(Reason reason, Duration length) {}

    /** A stream lost its connection and looks for a new one. */
    default void reconnecting(Reason reason) {}

    /** Bytes to a provider, and from it, without what the network adds. */
    default void bytes(long sent, long received) {}

    /** Tokens of one completion, as the provider counted them. */
    default void tokens(int prompt, int completion) {}

    /** One completion, or the failure of one, took so long. */
    default void completionAfter(Duration latency) {}
}
