package org.sessionroom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T19:00:00Z");

    @Test
    void idsOfOneMillisecondStayInOrderEvenBeyondTheCounter() {
        Ids ids = new TimeOrderedIds(Clock.fixed(NOW, ZoneOffset.UTC));
        String last = "";
        for (int i = 0; i < 20_000; i++) {
            String next = ids.next().toString();
            assertTrue(next.compareTo(last) > 0);
            last = next;
        }
    }

    @Test
    void anIdIsOfVersionSevenAndBeginsWithItsTime() {
        UUID id = new TimeOrderedIds(Clock.fixed(NOW, ZoneOffset.UTC)).next();
        assertEquals(7, id.version());
        assertEquals(2, id.variant());
        assertEquals(NOW.toEpochMilli(), id.getMostSignificantBits() >>> 16);
    }
}
