package org.sessionroom.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingPlacesTest {

    private final WaitingPlaces<String> places = new WaitingPlaces<>(10);

    @Test
    void oneSourceLeavesPlacesForOthers() {
        assertEquals(5, IntStream.range(0, 20).filter(i -> places.take("flood")).count());
        assertTrue(places.take("clinic"));
        places.leave("flood");
        assertTrue(places.take("flood"));
        assertFalse(places.take("flood"));
    }

    @Test
    void allTogetherHaveALimit() {
        assertEquals(
                10,
                IntStream.range(0, 20).filter(i -> places.take("source " + i)).count());
        places.leave("source 0");
        assertTrue(places.take("another"));
        assertFalse(places.take("one more"));
    }
}
