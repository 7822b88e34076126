package org.sessionroom.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void allowsABurstAndThenTheSteadyRate() {
        RateLimit limit = new RateLimit(50, 50, 0);
        assertEquals(50, IntStream.range(0, 80).filter(i -> limit.allow(0)).count());
        assertTrue(limit.allow(SECOND / 50));
        assertFalse(limit.allow(SECOND / 50));
    }

    @Test
    void aLongPauseDoesNotSaveUpMoreThanABurst() {
        RateLimit limit = new RateLimit(3, 1, 0);
        assertEquals(
                3, IntStream.range(0, 9).filter(i -> limit.allow(3600 * SECOND)).count());
    }

    @Test
    void whatWasUsedIsTakenAlsoWhenItWasMoreThanWasLeft() {
        RateLimit limit = new RateLimit(10, 1, 0);
        assertTrue(limit.take(10, 0));
        assertFalse(limit.take(4, 0));
        assertEquals(Duration.ofSeconds(5), limit.until(1, 0));
        assertEquals(Duration.ZERO, limit.until(1, 5 * SECOND));
    }

    @Test
    void aDebtIsNeverGreaterThanTheBurst() {
        RateLimit limit = new RateLimit(10, 1, 0);
        limit.take(1_000_000, 0);
        assertEquals(Duration.ofSeconds(20), limit.until(10, 0));
    }

    @Test
    void itIsFullOnceEverythingIsRefilled() {
        RateLimit limit = new RateLimit(10, 1, 0);
        limit.take(2, 0);
        assertFalse(limit.isFull(SECOND));
        assertTrue(limit.isFull(2 * SECOND));
    }

    @Test
    void eachCallerHasALimitOfTheirOwnAndIsToldHowLongToWait() {
        RateLimits<String> limits = new RateLimits<>(2, 0.5);
        assertEquals(Optional.empty(), limits.refusal("ana", 0));
        assertEquals(Optional.empty(), limits.refusal("ana", 0));
        assertEquals(Optional.of(Duration.ofSeconds(2)), limits.refusal("ana", 0));
        assertEquals(Optional.empty(), limits.refusal("paulo", 0));
        assertEquals(Optional.empty(), limits.refusal("ana", 2 * SECOND));
    }

    @Test
    void ofAMillionCallersTheLatestAreRemembered() {
        RateLimits<Integer> limits = new RateLimits<>(2, 1);
        for (int caller = 0; caller < 1_000_000; caller++) {
            limits.refusal(caller, 0);
            limits.refusal(caller, 0);
        }
        assertEquals(RateLimits.MOST_CALLERS, limits.size());
        assertEquals(Optional.empty(), limits.refusal(0, 0), "forgotten");
        assertEquals(Optional.of(Duration.ofSeconds(1)), limits.refusal(999_999, 0), "remembered");
    }

    @Test
    void whatTurnedOutToCostMoreIsTakenAfterwards() {
        RateLimits<String> limits = new RateLimits<>(10, 2);
        limits.refusal("ana", 0);
        limits.take("ana", 100, 0);
        assertTrue(limits.refusal("ana", 0).isPresent());
        assertEquals(Optional.empty(), limits.refusal("ana", 10 * SECOND), "a debt is bounded");
    }

    @Test
    void retryAfterIsInWholeSecondsAndNeverTooEarly() {
        assertEquals(1, RateLimits.retryAfter(Duration.ofMillis(20)));
        assertEquals(3, RateLimits.retryAfter(Duration.ofMillis(2_001)));
    }

    @Test
    void anAddressOfIpv6CountsAsItsNetwork() {
        assertEquals("192.0.2.7", SourceAddress.of("192.0.2.7").value());
        assertEquals("192.0.2.7", SourceAddress.of("::ffff:192.0.2.7").value());
        assertEquals(
                "2001:db8:0:1::/64", SourceAddress.of("2001:DB8:0:1:aaaa::7").value());
        assertEquals(
                "2001:db8:0:1::/64",
                SourceAddress.of("2001:0db8:0000:0001:1:2:3:4").value());
        assertEquals("2001:db8:0:0::/64", SourceAddress.of("2001:db8::1").value());
        assertEquals("0:0:0:0::/64", SourceAddress.of("::1").value());
        assertEquals("fe80:0:0:0::/64", SourceAddress.of("fe80::1%eth0").value());
        assertEquals("unknown", SourceAddress.of("nobody").value());
        assertEquals("unknown", SourceAddress.of(null).value());
    }

    @Test
    void theNetworksOfOneSiteHaveALimitTogether() {
        SourceLimits limits = new SourceLimits(2, 1);
        int allowed = 0;
        for (int network = 0; network < 1_000; network++) {
            SourceAddress source = SourceAddress.of("2001:db8:7:" + Integer.toHexString(network) + "::1");
            allowed += limits.refusal(source, 0).isEmpty() ? 1 : 0;
        }
        assertEquals(32, allowed);
        assertTrue(limits.until(SourceAddress.of("2001:db8:7:ffff::1"), 1, 0).compareTo(Duration.ZERO) > 0);
        assertEquals(Optional.empty(), limits.refusal(SourceAddress.of("2001:db8:8::1"), 0), "another site");
        assertEquals(Optional.empty(), limits.refusal(SourceAddress.of("192.0.2.7"), 0), "no site");
    }
}
