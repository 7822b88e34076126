package org.sessionroom.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArrivingTest {

    private final Arriving<String, String> arriving = new Arriving<>(3);

    @Test
    void whoeverIsOnTheWayForLongestMakesRoom() {
        assertEquals(Optional.empty(), arriving.came("here", "first"));
        assertEquals(Optional.empty(), arriving.came("here", "second"));
        assertEquals(Optional.empty(), arriving.came("here", "third"));
        assertEquals(Optional.of("first"), arriving.came("here", "fourth"));
        assertEquals(Optional.of("second"), arriving.came("here", "fifth"));
    }

    @Test
    void whoeverBeginsManyPushesOutTheirOwnAndNoStrangers() {
        arriving.came("stranger", "slow");
        arriving.came("flood", "first");
        for (int i = 0; i < 1_000; i++) {
            arriving.came("flood", "body " + i);
        }
        assertEquals(Optional.of("body 998"), arriving.came("another", "newcomer"));
        arriving.left("flood", "body 999");
        assertEquals(Optional.empty(), arriving.came("flood", "last"));
        assertEquals(Optional.of("slow"), arriving.came("fourth", "one of many sources"));
    }

    @Test
    void whoeverHasArrivedMakesRoomForAnother() {
        arriving.came("here", "first");
        arriving.came("here", "second");
        arriving.came("here", "third");
        arriving.left("here", "first");
        assertEquals(Optional.empty(), arriving.came("here", "fourth"));
        arriving.left("here", "never came");
        arriving.left("nowhere", "never came");
        assertEquals(Optional.of("second"), arriving.came("here", "fifth"));
    }
}
