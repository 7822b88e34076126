package org.sessionroom.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.session.SessionId;

class MinuteOfCallTest {

    private static final Instant NOW = Instant.parse("2026-11-22T19:00:10Z");

    private final MinuteOfCall minute = new MinuteOfCall(ParticipantRole.CLIENT);

    private static QualitySample sample(double value, int freezes, boolean relay) {
        OptionalDouble measured = OptionalDouble.of(value);
        return new QualitySample(
                measured,
                OptionalDouble.of(0),
                measured,
                measured,
                measured,
                measured,
                OptionalDouble.of(freezes),
                relay);
    }

    /** The values 1 to 20 have the 95th percentile 19 and the 5th 1, by nearest rank. */
    @Test
    void percentilesAreOfTheWholeMinuteSoFar() {
        List<QualitySample> all = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> sample(21 - i, 1, false))
                .toList();
        minute.add(all.subList(0, 6), NOW);
        CallQuality quality = minute.add(all.subList(6, 20), NOW.plusSeconds(49));
        assertEquals(20, quality.samples());
        assertEquals(10, quality.roundTrip().median().getAsDouble());
        assertEquals(19, quality.roundTrip().bad().getAsDouble());
        assertEquals(1, quality.frames().bad().getAsDouble());
        assertEquals(OptionalInt.of(20), quality.freezes());
        assertEquals(Instant.parse("2026-11-22T19:00:00Z"), quality.minute());
    }

    @Test
    void theNextMinuteBeginsEmpty() {
        minute.add(List.of(sample(100, 3, true)), NOW);
        CallQuality next = minute.add(List.of(sample(5, 0, false)), NOW.plusSeconds(50));
        assertEquals(Instant.parse("2026-11-22T19:01:00Z"), next.minute());
        assertEquals(1, next.samples());
        assertEquals(5, next.roundTrip().bad().getAsDouble());
        assertFalse(next.relay());
    }

    @Test
    void whatWasNotMeasuredIsNotZero() {
        OptionalDouble not = OptionalDouble.empty();
        CallQuality quality = minute.add(List.of(new QualitySample(not, not, not, not, not, not, not, true)), NOW);
        assertTrue(quality.roundTrip().median().isEmpty());
        assertTrue(quality.frames().bad().isEmpty());
        assertEquals(OptionalInt.empty(), quality.freezes());
        assertTrue(quality.relay());
    }

    @Test
    void whatCannotBeIsTakenForTheEndOfItsRange() {
        OptionalDouble negative = OptionalDouble.of(-3);
        QualitySample sample = new QualitySample(
                OptionalDouble.of(1e9), negative, negative, negative, negative, negative, negative, false);
        assertEquals(60_000, sample.roundTrip().getAsDouble());
        assertEquals(0, sample.loss().getAsDouble());
        assertEquals(0, sample.freezes().getAsDouble());
    }

    @Test
    void aMinuteHoldsOnlySoMuch() {
        CallQuality quality = minute.add(Collections.nCopies(500, sample(1, 0, false)), NOW);
        assertEquals(MinuteOfCall.MOST, quality.samples());
        assertEquals(
                MinuteOfCall.MOST, minute.add(List.of(sample(1, 0, false)), NOW).samples());
    }

    @Test
    void ofTwoNodesTheOneThatKnowsMoreOfTheMinuteIsKept() {
        CallQualityEntity row =
                new CallQualityEntity(new SessionId(UUID.randomUUID()), new ParticipantId(UUID.randomUUID()), NOW);
        CallQuality more = minute.add(Collections.nCopies(3, sample(1, 0, false)), NOW);
        CallQuality less = new MinuteOfCall(ParticipantRole.CLIENT).add(List.of(sample(9, 0, false)), NOW);
        row.keep(more);
        row.keep(less);
        assertEquals(3, row.quality().samples());
        assertEquals(1, row.quality().roundTrip().median().getAsDouble());
    }
}
