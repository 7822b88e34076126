package org.sessionroom.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommonBudgetTest {

    private static final long SECOND = 1_000_000_000L;
    private static final double BURST = 100;
    private static final double PER_SECOND = 10;

    private final CommonBudget budget = new CommonBudget(BURST, PER_SECOND, 0);
    private final CommonBudget.Share flooding = budget.share(0);
    private final CommonBudget.Share quiet = budget.share(0);

    @Test
    void whileItLastsOneMemberMayUseAllOfIt() {
        int taken = 0;
        while (flooding.allow(1, 0)) {
            taken++;
        }
        assertEquals(BURST, taken);
    }

    @Test
    void aMemberWhoFloodsTakesNothingFromTheOthers() {
        int flooded = 0;
        for (int second = 1; second <= 600; second++) {
            for (int i = 0; i < 50; i++) {
                flooded += flooding.allow(1, second * SECOND) ? 1 : 0;
            }
            for (int i = 0; i < 4; i++) {
                assertTrue(quiet.allow(1, second * SECOND), "in second " + second);
            }
        }
        assertTrue(flooded < BURST + 600 * PER_SECOND, flooded + " by the flood");
    }

    @Test
    void howeverManyFloodTogetherTheyGetLittleMoreThanOneBudget() {
        var shares = IntStream.range(0, 40).mapToObj(i -> budget.share(0)).toList();
        int taken = 0;
        for (int second = 1; second <= 600; second++) {
            for (CommonBudget.Share share : shares) {
                for (int i = 0; i < 5; i++) {
                    taken += share.allow(1, second * SECOND) ? 1 : 0;
                }
            }
        }
        assertTrue(taken < 2 * (BURST + 600 * PER_SECOND), taken + " taken");
    }

    @Test
    void whatWasUsedAlreadyIsChargedAndTellsOnlyTheFloodThatItIsTooMuch() {
        while (flooding.take(10, SECOND)) {
            assertTrue(quiet.take(0.1, SECOND));
        }
        assertFalse(flooding.take(0.1, SECOND));
        assertTrue(quiet.take(0.1, SECOND));
    }

    @Test
    void whoeverStaysAwayIsAllowedAgainWhateverOthersDo() {
        while (flooding.allow(1, 0)) {
            continue;
        }
        CommonBudget.Share other = budget.share(0);
        while (other.allow(1, 0)) {
            continue;
        }
        long now = 0;
        for (Duration wait = flooding.until(50, now); !wait.isZero(); wait = flooding.until(50, now)) {
            for (long end = now + wait.toNanos(); now < end; now += SECOND / 100) {
                other.allow(1, now);
            }
        }
        assertTrue(now > SECOND && now < 20 * SECOND, Duration.ofNanos(now).toString());
        assertTrue(flooding.allow(1, now));
    }

    @Test
    void aMemberWhoStoppedLongAgoCountsNoMore() {
        for (int i = 0; i < 50; i++) {
            budget.share(0).allow(1, 0);
        }
        long later = 600 * SECOND;
        assertTrue(budget.isFull(later));
        while (flooding.allow(1, later)) {
            continue;
        }
        int alone = 0;
        while (quiet.allow(1, later)) {
            alone++;
        }
        assertEquals(BURST / 2, alone);
    }

    @Test
    void eachOwnerHasABudgetOfItsOwn() {
        CommonLimits<String, String> limits = new CommonLimits<>(10, 1);
        for (int i = 0; i < 20; i++) {
            limits.refusal("guests of paulo", "ana", 0);
        }
        assertTrue(limits.refusal("guests of paulo", "ana", 0).isPresent());
        assertEquals(Optional.empty(), limits.refusal("guests of paulo", "rui", 0));
        assertEquals(Optional.empty(), limits.refusal("guests of rita", "eva", 0));
    }

    @Test
    void placesThatAreAllTakenAreSharedEqually() {
        CommonPlaces<String, String> places = new CommonPlaces<>();
        for (int i = 0; i < 6; i++) {
            assertTrue(places.enter("guests of paulo", "ana", 6));
        }
        assertFalse(places.enter("guests of paulo", "ana", 6));
        assertTrue(places.enter("guests of paulo", "rui", 6));
        assertTrue(places.enter("guests of paulo", "rui", 6));
        assertTrue(places.enter("guests of paulo", "rui", 6));
        assertFalse(places.enter("guests of paulo", "rui", 6), "an equal part of six");
        assertTrue(places.enter("guests of rita", "eva", 6));
        for (int i = 0; i < 6; i++) {
            places.leave("guests of paulo", "ana");
        }
        assertTrue(places.enter("guests of paulo", "rui", 6));
    }
}
