package org.sessionroom.limit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.sessionroom.RecentMap;

/**
 * One {@link CommonBudget} for each owner, such as all guests of one therapist. Memory is bounded: with too many owners, or members of
 * one owner, the least recently seen is forgotten.
 *
 * @param <O> the owner's type; must implement {@code equals}
 * @param <M> the member's type; must implement {@code equals}
 */
public final class CommonLimits<O, M> {

    private static final int MOST_MEMBERS = 1_000;

    private final double burst;
    private final double perSecond;
    private final Map<O, Members> owners = new RecentMap<>(RateLimits.MOST_CALLERS);

    /** Limits for each owner; see {@link CommonBudget}. */
    public CommonLimits(double burst, double perSecond) {
        this.burst = burst;
        this.perSecond = perSecond;
    }

    /**
     * Takes one token.
     *
     * @return empty if it is allowed, otherwise the time until the next one is
     */
    public Optional<Duration> refusal(O owner, M member, long nanoTime) {
        CommonBudget.Share share = share(owner, member, nanoTime);
        return share.allow(1, nanoTime) ? Optional.empty() : Optional.of(share.until(1, nanoTime));
    }

    /** Takes the amount that a member used, even if less was left. */
    public void take(O owner, M member, double amount, long nanoTime) {
        share(owner, member, nanoTime).take(amount, nanoTime);
    }

    private synchronized CommonBudget.Share share(O owner, M member, long nanoTime) {
        Members members = owners.computeIfAbsent(owner, unknown -> new Members(nanoTime));
        return members.shares.computeIfAbsent(member, unknown -> members.budget.share(nanoTime));
    }

    private final class Members {

        private final CommonBudget budget;
        private final Map<M, CommonBudget.Share> shares = new RecentMap<>(MOST_MEMBERS);

        Members(long nanoTime) {
            budget = new CommonBudget(burst, perSecond, nanoTime);
        }
    }
}
