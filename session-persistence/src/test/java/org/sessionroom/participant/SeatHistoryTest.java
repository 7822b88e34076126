package org.sessionroom.participant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sessionroom.participant.SeatHistory.Holder;

class SeatHistoryTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final SeatHistory TWO = new SeatHistory(List.of(at(0), at(10).plusSeconds(20)), true);

    private static Instant at(int minute) {
        return NOON.plus(minute, ChronoUnit.MINUTES);
    }

    private static Holder in(SeatHistory seat, int minute) {
        return seat.during(at(minute), at(minute + 1));
    }

    @Test
    void whoeverAloneHasHadItHadItAlways() {
        var one = new SeatHistory(List.of(at(3).plusSeconds(20)), true);
        assertEquals(
                List.of(Holder.CURRENT, Holder.CURRENT, Holder.CURRENT), List.of(in(one, 2), in(one, 3), in(one, 4)));
        assertEquals(Holder.CURRENT, in(SeatHistory.EMPTY, 1));
    }

    @Test
    void whatWasBeforeTheLastOneCameIsOfAFormerClient() {
        assertEquals(Holder.FORMER, in(TWO, 0));
        assertEquals(Holder.FORMER, in(TWO, 9));
        assertEquals(Holder.CURRENT, in(TWO, 11));
    }

    @Test
    void theMinuteOfTheChangeIsOfNeitherAlone() {
        assertEquals(Holder.CHANGED, in(TWO, 10));
        var atTheFullMinute = new SeatHistory(List.of(at(0), at(10)), true);
        assertEquals(List.of(Holder.FORMER, Holder.CURRENT), List.of(in(atTheFullMinute, 9), in(atTheFullMinute, 10)));
    }

    /** The address of the appointment was corrected, and the seat waits for its owner. */
    @Test
    void ofASeatThatNobodyHasEverythingIsOfFormerClients() {
        assertEquals(Holder.FORMER, in(new SeatHistory(List.of(at(0)), false), 5));
    }
}
