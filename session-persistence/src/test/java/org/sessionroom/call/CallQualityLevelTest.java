package org.sessionroom.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessionroom.participant.ParticipantRole;

class CallQualityLevelTest {

    private static final Instant NOW = Instant.parse("2026-11-26T22:00:00Z");

    private static QualitySample sample(double roundTrip, double loss, double jitter) {
        return new QualitySample(
                OptionalDouble.of(roundTrip),
                OptionalDouble.of(loss),
                OptionalDouble.of(jitter),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                false);
    }

    private static CallQualityLevel level(List<QualitySample> samples) {
        return CallQuality.of(ParticipantRole.CLIENT, NOW, samples).level().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "300, 0.03, 40, GOOD",
        "301, 0, 0, FAIR",
        "0, 0.04, 0, FAIR",
        "0, 0, 41, FAIR",
        "800, 0.1, 100, FAIR",
        "801, 0, 0, POOR",
        "0, 0.11, 0, POOR",
        "0, 0, 101, POOR",
    })
    void theWorstMeasureDecides(double roundTrip, double loss, double jitter, CallQualityLevel level) {
        assertEquals(level, level(List.of(sample(roundTrip, loss, jitter))));
    }

    @Test
    void aBadMomentDoesNotSpoilAMinute() {
        List<QualitySample> minute = new ArrayList<>(Collections.nCopies(20, sample(20, 0, 5)));
        minute.addAll(Collections.nCopies(10, sample(5000, 0.5, 500)));
        assertEquals(CallQualityLevel.GOOD, level(minute));
    }

    @Test
    void whatWasNotMeasuredIsNoFault() {
        assertEquals(CallQualityLevel.FAIR, level(List.of(onlyRoundTrip(OptionalDouble.of(301)))));
    }

    @Test
    void aLineOnWhichNothingArrivedIsNotCalledGood() {
        CallQuality minute = CallQuality.of(ParticipantRole.CLIENT, NOW, List.of(onlyRoundTrip(OptionalDouble.of(5))));
        assertEquals(Optional.empty(), minute.level());
    }

    @Test
    void whereNothingWasMeasuredThereIsNoWord() {
        CallQuality minute =
                CallQuality.of(ParticipantRole.CLIENT, NOW, List.of(onlyRoundTrip(OptionalDouble.empty())));
        assertEquals(Optional.empty(), minute.level());
        assertEquals(OptionalInt.empty(), minute.picturesFrozen(), "without a picture none stood still");
    }

    private static QualitySample onlyRoundTrip(OptionalDouble roundTrip) {
        return new QualitySample(
                roundTrip,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                false);
    }
}
