package org.sessionroom.provider.stream;

import java.time.Clock;
import java.util.Optional;
import org.sessionroom.provider.api.ProviderHealth;
import org.sessionroom.provider.api.Reason;

/** How a provider was when it was last needed. */
public final class Health {

    private final Clock clock;
    private ProviderHealth now;

    public Health(Clock clock, boolean configured) {
        this.clock = clock;
        this.now = new ProviderHealth(
                configured ? ProviderHealth.State.UP : ProviderHealth.State.OFF, clock.instant(), Optional.empty());
    }

    public synchronized ProviderHealth now() {
        return now;
    }

    /** It answered. */
    public synchronized void up() {
        if (now.state() == ProviderHealth.State.DOWN) {
            now = new ProviderHealth(ProviderHealth.State.UP, clock.instant(), Optional.empty());
        }
    }

    /** It did not. The first time counts, the last reason is told. */
    public synchronized void down(Reason reason) {
        now = new ProviderHealth(
                ProviderHealth.State.DOWN,
                now.state() == ProviderHealth.State.DOWN ? now.since() : clock.instant(),
                Optional.of(reason));
    }
}
