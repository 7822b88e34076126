package org.sessionroom.measures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sessionroom.transcript.SomeTalk.at;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sessionroom.measures.Spans.Span;

class SpansTest {

    private static final int MANY = 100_000;

    private final Random random = new Random(7);

    private Spans some(int most) {
        return Spans.union(random.ints(random.nextInt(most), 0, 60)
                .mapToObj(from -> new Span(at(from), at(from + 1 + random.nextInt(5)))));
    }

    private static boolean covers(Spans spans, int second) {
        return spans.stretches().stream()
                .anyMatch(span -> !span.from().isAfter(at(second)) && span.to().isAfter(at(second)));
    }

    /** Second by second, for many random sets. */
    @Test
    void bothCoverWhatEachOfThemCovers() {
        for (int i = 0; i < 500; i++) {
            Spans one = some(12);
            Spans another = some(12);
            Spans both = one.and(another);
            for (int second = 0; second < 70; second++) {
                assertEquals(covers(one, second) && covers(another, second), covers(both, second), one + " " + another);
            }
        }
    }

    @Test
    void thePartWithinAnIntervalIsWhatBothCover() {
        for (int i = 0; i < 500; i++) {
            Spans all = some(12);
            int from = random.nextInt(60);
            Span whole = new Span(at(from), at(from + 1 + random.nextInt(20)));
            assertEquals(new Spans(List.of(whole)).and(all), all.within(whole), all + " " + whole);
        }
    }

    @Test
    void bordersAreFound() {
        Spans spans = new Spans(List.of(new Span(at(0), at(2)), new Span(at(5), at(9))));
        assertEquals(
                List.of(0, 5),
                IntStream.range(0, 12).filter(i -> spans.beginAt(at(i))).boxed().toList());
        assertEquals(
                List.of(2, 9),
                IntStream.range(0, 12).filter(i -> spans.endAt(at(i))).boxed().toList());
    }

    /** Pair by pair this takes minutes. */
    @Test
    @Timeout(30)
    void denseSetsAreGoneThroughOnce() {
        Spans even = Spans.union(IntStream.range(0, MANY).mapToObj(i -> new Span(at(2 * i), at(2 * i + 1))));
        Spans odd = Spans.union(IntStream.range(0, MANY).mapToObj(i -> new Span(at(2 * i + 1), at(2 * i + 2))));
        assertEquals(Duration.ZERO, even.and(odd).length());
        assertEquals(
                MANY,
                IntStream.range(0, MANY)
                        .mapToObj(i -> new Span(at(2 * i), at(2 * i + 2)))
                        .flatMap(minute -> Stream.of(even.within(minute)))
                        .mapToLong(part -> part.length().toSeconds())
                        .sum());
    }
}
