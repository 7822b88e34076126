package org.sessionroom.provider.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sessionroom.provider.api.ProviderHealth;
import org.sessionroom.provider.api.Reason;

/** The state of a provider when it was last used. */
public final class Health {

    /** How long a provider that refuses permanently is not called again: the problem may be fixed on its side. */
    static final Duration REST = Duration.ofMinutes(1);

    private final Clock clock;
    private final Clock elapsed;
    private ProviderHealth now;
    private Instant refusedAt = Instant.MIN;

    /**
     * @param clock the time of day, for what is reported
     * @param elapsed for deadlines
     */
    public Health(Clock clock, Clock elapsed, boolean configured) {
        this.clock = clock;
        this.elapsed = elapsed;
        this.now = new ProviderHealth(
                configured ? ProviderHealth.State.UNKNOWN : ProviderHealth.State.OFF,
                clock.instant(),
                Optional.empty());
    }

    public synchronized ProviderHealth now() {
        return now;
    }

    /** Its answer was usable. */
    public synchronized void up() {
        become(ProviderHealth.State.UP, Optional.empty());
    }

    /** It did not answer. */
    public synchronized void down(Reason reason) {
        refusedAt = elapsed.instant();
        become(ProviderHealth.State.DOWN, Optional.of(reason));
    }

    /** It answered, but the answer was unusable. */
    public synchronized void unusable(Reason reason) {
        become(ProviderHealth.State.UNUSABLE, Optional.of(reason));
    }

    /** Keeps the time at which the state began, and the last reason. */
    private void become(ProviderHealth.State state, Optional<Reason> reason) {
        now = new ProviderHealth(state, now.state() == state ? now.since() : clock.instant(), reason);
    }

    /** Why it is useless to call the provider now: it refused permanently, a moment ago. */
    public synchronized Optional<Reason> standingRefusal() {
        return now.reason()
                .filter(reason -> reason.remedy() == Reason.Remedy.OPERATOR)
                .filter(reason -> elapsed.instant().isBefore(refusedAt.plus(REST)));
    }
}
