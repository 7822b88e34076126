package org.sessionroom.limit;

import java.time.Duration;
import java.util.Optional;

/**
 * A {@link RateLimit} for each {@link SourceAddress}. Whoever has a /48 of IPv6, as providers give to a firm (RFC 6177), has
 * 65,536 networks, so that all of one /48 together have a limit as well: that of sixteen.
 */
public final class SourceLimits {

    private static final int NETWORKS_OF_A_SITE = 16;

    private final RateLimits<SourceAddress> networks;
    private final RateLimits<SourceAddress> sites;

    /** Of each network; see {@link RateLimit}. */
    public SourceLimits(double burst, double perSecond) {
        networks = new RateLimits<>(burst, perSecond);
        sites = new RateLimits<>(NETWORKS_OF_A_SITE * burst, NETWORKS_OF_A_SITE * perSecond);
    }

    /** Takes one; see {@link RateLimits#refusal}. */
    public Optional<Duration> refusal(SourceAddress source, long nanoTime) {
        return networks.refusal(source, nanoTime)
                .or(() -> source.site().flatMap(site -> sites.refusal(site, nanoTime)));
    }

    /** How long until there is so much again, which is not taken; zero when there is. */
    public Duration until(SourceAddress source, double amount, long nanoTime) {
        Duration ofNetwork = networks.until(source, amount, nanoTime);
        Duration ofSite =
                source.site().map(site -> sites.until(site, amount, nanoTime)).orElse(Duration.ZERO);
        return ofNetwork.compareTo(ofSite) > 0 ? ofNetwork : ofSite;
    }

    /** Takes what was used, also when it is more than was left; see {@link RateLimit#take}. */
    public void take(SourceAddress source, double amount, long nanoTime) {
        networks.take(source, amount, nanoTime);
        source.site().ifPresent(site -> sites.take(site, amount, nanoTime));
    }
}
