package org.sessionroom.provider.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sessionroom.provider.api.ProviderHealth;
import org.sessionroom.provider.api.Reason;

/** How a provider was when it was last needed. */
public final class Health {

    /** How long a provider that refuses for good is not asked again: what is wrong may be mended on its side. */
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

    /** What it answered was of use. */
    public synchronized void up() {
        become(ProviderHealth.State.UP, Optional.empty());
    }

    /** It did not answer. */
    public synchronized void down(Reason reason) {
        refusedAt = elapsed.instant();
        become(ProviderHealth.State.DOWN, Optional.of(reason));
    }

    /** It answered, and what it answered was of no use. */
    public synchronized void unusable(Reason reason) {
        become(ProviderHealth.State.UNUSABLE, Optional.of(reason));
    }

    /** The first time counts, the last reason is told. */
    private void become(ProviderHealth.State state, Optional<Reason> reason) {
        now = new ProviderHealth(state, now.state() == state ? now.since() : clock.instant(), reason);
    }

    /** Why it is of no use to ask now: it refused for good, a moment ago. */
    public synchronized Optional<Reason> standingRefusal() {
        return now.reason()
                .filter(reason -> reason.remedy() == Reason.Remedy.OPERATOR)
                .filter(reason -> elapsed.instant().isBefore(refusedAt.plus(REST)));
    }
}
