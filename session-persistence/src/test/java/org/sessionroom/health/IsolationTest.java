package org.sessionroom.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IsolationTest {

    @Test
    void theOthersAreDoneAndTheFirstFailureIsThrown() {
        List<Integer> done = new ArrayList<>();
        var failure = assertThrows(
                IllegalStateException.class,
                () -> Isolation.forEach(List.of(1, 2, 3, 4), item -> {
                    if (item % 2 == 0) {
                        throw new IllegalStateException("item " + item);
                    }
                    done.add(item);
                }));
        assertEquals(List.of(1, 3), done);
        assertEquals("item 2", failure.getMessage());
        assertEquals("item 4", failure.getSuppressed()[0].getMessage());
    }
}
