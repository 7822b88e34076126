package org.sessionroom.provider.api;

/** What both connection factories have in common. */
public interface ProviderFactory {

    /** The provider's state; does not block. */
    ProviderHealth health();

    /** Replaces the meter, for both factories. */
    void measuredBy(ProviderMeter meter);
}
