package org.sessionroom.tests.driver;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Polls until a value is present or a condition holds. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private Eventually() {}

    public static <T> T get(String what, Supplier<Optional<T>> look) {
        return get(what, PATIENCE, look);
    }

    /** With a timeout of its own, for slow operations. */
    public static <T> T get(String what, Duration patience, Supplier<Optional<T>> look) {
        Instant end = Instant.now().plus(patience);
        Optional<T> seen = look.get();
        while (seen.isEmpty()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("After " + patience.toSeconds() + " s there was still no " + what);
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
            seen = look.get();
        }
        return seen.get();
    }

    public static void holds(String what, BooleanSupplier condition) {
        holds(what, PATIENCE, condition);
    }

    /** With a timeout of its own, for slow operations. */
    public static void holds(String what, Duration patience, BooleanSupplier condition) {
        get(what, patience, () -> condition.getAsBoolean() ? Optional.of(what) : Optional.empty());
    }
}
