package org.sessionroom.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sessionroom.identity.PageLanguage;
import org.sessionroom.participant.ParticipantRole;

class QualitySideTest {

    private static final Instant START = Instant.parse("2026-11-26T22:00:00Z");
    private static final Spread NOTHING = new Spread(OptionalDouble.empty(), OptionalDouble.empty());

    /** Texts are replaced by their keys, each followed by its arguments. */
    private static final PageLanguage KEYS = new PageLanguage() {
        @Override
        public String fill(String key, Object... arguments) {
            return key + (arguments.length == 0 ? "" : Arrays.asList(arguments));
        }
    };

    /** @param samples the number of samples in each minute of the clock */
    private static List<String> goodFor(int... samples) {
        Spread quick = new Spread(OptionalDouble.of(40), OptionalDouble.of(60));
        Spread none = new Spread(OptionalDouble.of(0), OptionalDouble.of(0));
        List<CallQuality> minutes = IntStream.range(0, samples.length)
                .mapToObj(at -> new CallQuality(
                        ParticipantRole.CLIENT,
                        START.plus(Duration.ofMinutes(at)),
                        samples[at],
                        quick,
                        none,
                        none,
                        NOTHING,
                        NOTHING,
                        NOTHING,
                        OptionalInt.empty(),
                        false))
                .toList();
        return new QualitySide("Ana", minutes, KEYS)
                .levels().stream().map(QualitySide.LevelText::words).toList();
    }

    @Test
    void aCallOfTwoMinutesIsTwoThoughItTouchesThreeOfTheClock() {
        assertEquals(List.of("session.level[quality.GOOD, session.minutes[2]]"), goodFor(12, 30, 17));
    }

    @Test
    void whatIsShorterThanAMinuteIsToldInSeconds() {
        assertEquals(List.of("session.level[quality.GOOD, session.seconds[24]]"), goodFor(5, 7));
    }
}
