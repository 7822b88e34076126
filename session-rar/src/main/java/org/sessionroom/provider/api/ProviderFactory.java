package org.sessionroom.provider.api;

/** What both ways to a provider have in common. */
public interface ProviderFactory {

    /** How the provider is; answers at once. */
    ProviderHealth health();

    /** From now on this meter is told what happens, on both ways, in place of the one before. */
    void measuredBy(ProviderMeter meter);
}
