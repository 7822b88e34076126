package org.sessionroom.provider.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionroom.provider.HandClock;
import org.sessionroom.provider.RecordedRecognition;
import org.sessionroom.provider.api.FinalSegment;
import org.sessionroom.provider.api.LostSpeech;
import org.sessionroom.provider.api.Partial;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.TranscriptListener;

class DeliveriesTest {

    private static final UUID STREAM = UUID.randomUUID();
    private static final Instant FROM = HandClock.START;
    private static final Instant TO = FROM.plusSeconds(1);

    private final Deque<Runnable> works = new ArrayDeque<>();
    private final Deque<Runnable> delayed = new ArrayDeque<>();
    private final List<Duration> delays = new ArrayList<>();
    private final Deliveries deliveries = new Deliveries(works::add, (delay, task) -> {
        delays.add(delay);
        delayed.add(task);
    });
    private final TranscriptListener queue = deliveries.of(STREAM);
    private final RecordedRecognition recorded = new RecordedRecognition();
    private final Bean bean = new Bean(recorded);

    @BeforeEach
    void listen() {
        deliveries.activate(bean);
    }

    private static Partial partial(String text) {
        return new Partial(STREAM, 1, "a", text, FROM, TO, "pt-BR");
    }

    private static FinalSegment segment(String text) {
        return new FinalSegment(STREAM, 1, text, text, FROM, TO, OptionalDouble.empty(), "pt-BR");
    }

    /** Runs all work that is due; delayed work runs at once as well. */
    private void work() {
        while (!works.isEmpty() || !delayed.isEmpty()) {
            (works.isEmpty() ? delayed : works).remove().run();
        }
    }

    @Test
    void aDeliveryIsAnnouncedAndEnded() {
        queue.finalSegment(segment("um"));
        work();
        assertEquals(List.of("beforeDelivery", "finalSegment", "afterDelivery", "release"), bean.calls);
    }

    @Test
    void oneWorkAtATimeEmptiesAStream() {
        for (int i = 0; i < 100; i++) {
            queue.finalSegment(segment(Integer.toString(i)));
            assertEquals(1, works.size());
        }
        works.remove().run();
        assertTrue(recorded.finals().size() < 100, "a work is short");
        assertEquals(1, works.size());
        work();
        assertEquals(100, recorded.finals().size());
        assertEquals("99", recorded.texts().get(99));
    }

    @Test
    void ofPartialsOnlyTheNewestIsDeliveredAndNoneAfterItsFinal() {
        queue.partial(partial("bo"));
        queue.partial(partial("bom"));
        queue.partial(partial("bom dia"));
        work();
        assertEquals(
                List.of("bom dia"),
                recorded.all(Partial.class).stream().map(Partial::text).toList());
        queue.partial(partial("bom dia a"));
        queue.finalSegment(segment("bom dia a todos"));
        work();
        assertEquals(List.of("Partial", "FinalSegment"), recorded.order());
    }

    @Test
    void finalsAndGapsAllComeInOrder() {
        queue.finalSegment(segment("um"));
        queue.gap(new LostSpeech(STREAM, FROM, TO, Reason.STALLED));
        queue.partial(partial("x"));
        queue.finalSegment(segment("dois"));
        work();
        assertEquals(List.of("FinalSegment", "LostSpeech", "FinalSegment"), recorded.order());
    }

    @Test
    void whenTheListenerThrowsItsDeliveryIsEndedAndTheFinalComesAgain() {
        bean.failures.add("finalSegment");
        queue.finalSegment(segment("um"));
        queue.finalSegment(segment("dois"));
        work();
        assertEquals(List.of("beforeDelivery", "finalSegment", "afterDelivery", "release"), bean.calls.subList(0, 4));
        assertEquals(List.of("um", "dois"), recorded.texts());
        assertEquals(List.of(DeliveryQueue.FIRST_PAUSE), delays);
    }

    @Test
    void whatWasRolledBackComesAgain() {
        bean.failures.add("afterDelivery");
        queue.finalSegment(segment("um"));
        work();
        assertEquals(List.of("um", "um"), recorded.texts());
    }

    @Test
    void aFinalThatCannotBeDeliveredBecomesAGap() {
        bean.failures.addAll(Collections.nCopies(DeliveryQueue.MOST_ATTEMPTS, "finalSegment"));
        queue.finalSegment(segment("um"));
        queue.finalSegment(segment("dois"));
        work();
        assertEquals(List.of(new LostSpeech(STREAM, FROM, TO, Reason.UNDELIVERED)), recorded.gaps());
        assertEquals(List.of("dois"), recorded.texts());
        assertEquals(List.of("LostSpeech", "FinalSegment"), recorded.order());
        assertEquals(
                List.of(200L, 400L, 800L, 1600L, 3200L, 6400L, 6400L),
                delays.stream().map(Duration::toMillis).limit(7).toList());
        Duration all = delays.stream().reduce(Duration.ZERO, Duration::plus);
        assertTrue(all.compareTo(Duration.ofMinutes(4)) > 0 && all.compareTo(Duration.ofMinutes(6)) < 0, all::toString);
    }

    @Test
    void aPartialWhoseDeliveryFailsIsForgotten() {
        bean.failures.add("partial");
        queue.partial(partial("bom"));
        work();
        assertEquals(List.of(), recorded.order());
        assertEquals(List.of(), delays);
    }

    @Test
    void aDeliveryThatCannotBeginIsTriedAgain() {
        bean.failures.add("beforeDelivery");
        queue.finalSegment(segment("um"));
        work();
        assertEquals(
                List.of("beforeDelivery", "release", "beforeDelivery", "finalSegment", "afterDelivery", "release"),
                bean.calls);
    }

    @Test
    void untilSomebodyListensWhatMustArriveWaitsHoweverLong() {
        deliveries.deactivate(bean);
        queue.partial(partial("bom"));
        queue.finalSegment(segment("um"));
        for (int i = 0; i < 50; i++) {
            works.remove().run();
            delayed.remove().run();
        }
        deliveries.activate(bean);
        bean.away = true;
        works.remove().run();
        bean.away = false;
        work();
        assertEquals(List.of("FinalSegment"), recorded.order());
    }
}
