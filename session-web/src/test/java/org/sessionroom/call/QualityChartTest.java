package org.sessionroom.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.sessionroom.participant.ParticipantRole;

class QualityChartTest {

    private static final Instant START = Instant.parse("2026-11-26T22:00:00Z");
    private static final Spread NOTHING = new Spread(OptionalDouble.empty(), OptionalDouble.empty());

    private static CallQuality minute(int minute, Spread roundTrip, Spread loss, Spread frames) {
        return new CallQuality(
                ParticipantRole.CLIENT,
                START.plus(Duration.ofMinutes(minute)),
                30,
                roundTrip,
                loss,
                NOTHING,
                NOTHING,
                NOTHING,
                frames,
                OptionalInt.empty(),
                false);
    }

    private static Spread spread(double median, double bad) {
        return new Spread(OptionalDouble.of(median), OptionalDouble.of(bad));
    }

    private static CallQuality answered(int minute, double median, double bad) {
        return minute(minute, spread(median, bad), NOTHING, NOTHING);
    }

    private static QualityChart roundTrips(CallQuality... minutes) {
        return new QualityChart(QualityMeasure.ROUND_TRIP, Arrays.asList(minutes));
    }

    @Test
    void aMinuteIsAPointAndAStrokeToItsWorst() {
        QualityChart chart = roundTrips(answered(0, 50, 100));
        assertEquals("M4.0 32.0L4.0 32.0", chart.medians());
        assertEquals("M4.0 32.0V4.0", chart.ranges());
    }

    @Test
    void minutesThatFollowEachOtherAreJoinedAndAGapStaysOne() {
        QualityChart chart = roundTrips(answered(0, 0, 0), answered(1, 50, 50), answered(3, 100, 100));
        assertEquals("M4.0 60.0L4.0 60.0L29.8 32.0M81.3 4.0L81.3 4.0", chart.medians());
    }

    @Test
    void theRightEndIsTheTimeThatIsDrawnThere() {
        assertEquals(
                START.plus(Duration.ofMinutes(9)),
                roundTrips(answered(0, 1, 1), answered(2, 1, 1)).end());
        assertEquals(
                START.plus(Duration.ofMinutes(30)),
                roundTrips(answered(0, 1, 1), answered(30, 1, 1)).end());
    }

    @Test
    void whatWasNotMeasuredIsNotDrawn() {
        QualityChart chart = roundTrips(answered(0, 50, 50), minute(1, NOTHING, NOTHING, NOTHING), answered(2, 50, 50));
        assertEquals("M4.0 32.0L4.0 32.0M55.6 32.0L55.6 32.0", chart.medians());
        assertEquals("M4.0 32.0V32.0M55.6 32.0V32.0", chart.ranges());
    }

    @Test
    void aLongCallFillsTheWidth() {
        QualityChart chart = roundTrips(answered(0, 50, 50), answered(119, 50, 50));
        assertEquals("M4.0 32.0L4.0 32.0M236.0 32.0L236.0 32.0", chart.medians());
    }

    @Test
    void theUpperEdgeIsARoundNumberAboveAll() {
        assertEquals(100, roundTrips(answered(0, 10, 20)).top());
        assertEquals(200, roundTrips(answered(0, 10, 101)).top());
        assertEquals(500, roundTrips(answered(0, 10, 430)).top());
        assertEquals(1000, roundTrips(answered(0, 10, 600)).top());
    }

    @Test
    void lossIsShownInPercent() {
        QualityChart chart =
                new QualityChart(QualityMeasure.LOSS, List.of(minute(0, NOTHING, spread(0.02, 0.04), NOTHING)));
        assertEquals(2, chart.typical().orElseThrow(), 1e-9);
        assertEquals(4, chart.worst().orElseThrow(), 1e-9);
    }

    @Test
    void theWorstOfFramesAreTheFewest() {
        QualityChart chart = new QualityChart(
                QualityMeasure.FRAMES,
                List.of(minute(0, NOTHING, NOTHING, spread(30, 24)), minute(1, NOTHING, NOTHING, spread(28, 12))));
        assertEquals(12, chart.worst().orElseThrow());
        assertEquals(28, chart.typical().orElseThrow());
    }

    @Test
    void withoutAnyMeasurementThereIsNothingToSay() {
        QualityChart chart = roundTrips(minute(0, NOTHING, NOTHING, NOTHING));
        assertEquals(OptionalDouble.empty(), chart.typical());
        assertEquals(OptionalDouble.empty(), chart.worst());
        assertEquals("", chart.medians());
    }
}
