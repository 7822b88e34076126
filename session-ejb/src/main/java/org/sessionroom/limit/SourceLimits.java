package org.sessionroom.limit;

import java.time.Duration;
import java.util.Optional;

/**
 * A {@link RateLimit} for each {@link SourceAddress}. A /48 of IPv6, as providers assign to a company (RFC 6177), contains
 * 65,536 networks, so each /48 also has a limit: that of sixteen networks.
 */
public final class SourceLimits {

    private static final int NETWORKS_OF_A_SITE = 16;

    private final RateLimits<SourceAddress> networks;
    private final RateLimits<SourceSite> sites;

    /** Limits for each network; see {@link RateLimit}. */
    public SourceLimits(double burst, double perSecond) {
        networks = new RateLimits<>(burst, perSecond);
        sites = new RateLimits<>(NETWORKS_OF_A_SITE * burst, NETWORKS_OF_A_SITE * perSecond);
    }

    /** Takes one; see {@link RateLimits#refusal}. */
    public Optional<Duration> refusal(SourceAddress source, long nanoTime) {
        return networks.refusal(source, nanoTime).or(() -> sites.refusal(source.site(), nanoTime));
    }

    /** The time until this amount is available, without taking it; zero if it is. */
    public Duration until(SourceAddress source, double amount, long nanoTime) {
        Duration ofNetwork = networks.until(source, amount, nanoTime);
        Duration ofSite = sites.until(source.site(), amount, nanoTime);
        return ofNetwork.compareTo(ofSite) > 0 ? ofNetwork : ofSite;
    }

    /** Takes the amount that was used, even if less was left; see {@link RateLimit#take}. */
    public void take(SourceAddress source, double amount, long nanoTime) {
        networks.take(source, amount, nanoTime);
        sites.take(source.site(), amount, nanoTime);
    }
}
