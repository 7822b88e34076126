package org.sessionroom.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedSlotsTest {

    private static final SourceSite ANA = SourceAddress.of("192.0.2.1").site();
    private static final SourceSite RITA = SourceAddress.of("192.0.2.2").site();

    @Test
    void oneSourceLeavesSlotsForOthers() {
        SharedSlots<SourceSite> slots = new SharedSlots<>(4, 0, 3, Duration.ZERO);
        assertEquals(
                List.of(true, true, true, false),
                IntStream.range(0, 4).mapToObj(i -> slots.enter(ANA)).toList());
        assertTrue(slots.enter(RITA));
        assertFalse(slots.enter(RITA), "all are taken");
        slots.leave(ANA);
        assertTrue(slots.enter(RITA));
    }

    @Test
    void theNetworksOfOneSiteHaveOneShare() {
        SharedSlots<SourceSite> slots = new SharedSlots<>(4, 0, 1, Duration.ZERO);
        assertTrue(slots.enter(SourceAddress.of("2001:db8:1:1::1").site()));
        assertFalse(slots.enter(SourceAddress.of("2001:db8:1:2::1").site()));
        assertTrue(slots.enter(SourceAddress.of("2001:db8:2:1::1").site()));
    }

    @Test
    void whoWaitsGetsTheSlotThatBecomesFree() throws Exception {
        SharedSlots<SourceSite> slots = new SharedSlots<>(1, 1, 2, Duration.ofSeconds(30));
        assertTrue(slots.enter(ANA));
        CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> slots.enter(RITA));
        slots.leave(ANA);
        assertTrue(second.get(20, TimeUnit.SECONDS));
    }

    /** As when the people of a clinic log in at once. */
    @Test
    void oneSourceWaitsForItsOwnShare() throws Exception {
        SharedSlots<SourceSite> slots = new SharedSlots<>(4, 4, 2, Duration.ofSeconds(30));
        assertTrue(slots.enter(ANA) && slots.enter(ANA));
        CompletableFuture<Boolean> third = CompletableFuture.supplyAsync(() -> slots.enter(ANA));
        assertTrue(slots.enter(RITA), "the other half is free");
        slots.leave(ANA);
        assertTrue(third.get(20, TimeUnit.SECONDS));
    }

    @Test
    void whoWaitedInVainTakesNothing() {
        SharedSlots<SourceSite> slots = new SharedSlots<>(1, 1, 1, Duration.ofMillis(1));
        assertTrue(slots.enter(ANA));
        assertFalse(slots.enter(RITA));
        slots.leave(ANA);
        assertTrue(slots.enter(RITA));
    }

    /** A guest sends calls without a pause; another guest of the same therapist sends one. */
    @Test
    void membersOfOneCallerTakeTurnsAndNobodyTakesAllPlacesToWait() throws Exception {
        SharedSlots<String> slots = new SharedSlots<>(10, 10, 2, Duration.ofSeconds(30));
        assertTrue(slots.enter("guests", "rui") && slots.enter("guests", "rui"));
        List<Call> calls =
                List.of(new Call(() -> slots.enter("guests", "rui")), new Call(() -> slots.enter("guests", "rui")));
        for (Call call : calls) {
            call.awaitWaiting();
        }
        Call ofAna = new Call(() -> slots.enter("guests", "ana"));
        ofAna.awaitWaiting();
        assertEquals(1, calls.stream().filter(Call::isRefused).count(), "one place to wait is given up");
        slots.leave("guests", "rui");
        assertTrue(ofAna.result());
        assertEquals(1, calls.stream().filter(Call::isOpen).count(), "the other still waits");
        slots.leave("guests", "ana");
        assertEquals(1, calls.stream().filter(Call::result).count());
    }

    private static final class Call {

        private final CompletableFuture<Boolean> result = new CompletableFuture<>();
        private final Thread thread;

        Call(BooleanSupplier call) {
            thread = new Thread(() -> result.complete(call.getAsBoolean()));
            thread.start();
        }

        boolean isWaiting() {
            return thread.getState() == Thread.State.TIMED_WAITING;
        }

        boolean isOpen() {
            return !result.isDone();
        }

        void awaitWaiting() throws InterruptedException {
            while (!isWaiting() && !result.isDone()) {
                Thread.sleep(1);
            }
        }

        boolean isRefused() {
            try {
                return !result.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException stillWaiting) {
                return false;
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(e);
            }
        }

        boolean result() {
            return result.orTimeout(20, TimeUnit.SECONDS).join();
        }
    }
}
