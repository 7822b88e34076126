package org.sessionroom.provider;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DelaysTest {

    private static final Duration SOON = Duration.ofMillis(1);

    @Test
    void aTaskThatThrowsIsRunAgainAndEndsNoOther() throws InterruptedException {
        try (var delays = new Delays()) {
            var failing = new CountDownLatch(3);
            var well = new CountDownLatch(3);
            delays.every(SOON, () -> {
                failing.countDown();
                throw new IllegalStateException("example");
            });
            delays.every(SOON, well::countDown);
            assertTrue(failing.await(10, TimeUnit.SECONDS));
            assertTrue(well.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void onceClosedNothingIsStartedAndNothingFails() {
        var delays = new Delays();
        delays.close();
        assertDoesNotThrow(() -> delays.after(SOON, () -> {}));
    }
}
