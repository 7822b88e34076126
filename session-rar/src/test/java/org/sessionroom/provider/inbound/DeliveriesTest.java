package org.sessionroom.provider.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
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
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechResult;
import org.sessionroom.provider.api.SpeechResult.ErrorReported;
import org.sessionroom.provider.api.SpeechResult.LostSpeech;
import org.sessionroom.provider.api.SpeechResult.PartialText;
import org.sessionroom.provider.api.SpeechResult.RecognisedUtterance;
import org.sessionroom.provider.api.SpeechResult.StateChanged;
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

    private static PartialText partial(String text) {
        return new PartialText(STREAM, FROM, text);
    }

    private static RecognisedUtterance utterance(String text) {
        return new RecognisedUtterance(STREAM, 1, text, text, FROM, TO, OptionalDouble.empty(), false);
    }

    /** Runs all work that is due; delayed work runs at once as well. */
    private void work() {
        while (!works.isEmpty() || !delayed.isEmpty()) {
            (works.isEmpty() ? delayed : works).remove().run();
        }
    }

    @Test
    void aDeliveryIsAnnouncedAndEnded() {
        queue.store(utterance("um"));
        work();
        assertEquals(List.of("beforeDelivery", "store", "afterDelivery", "release"), bean.calls);
    }

    @Test
    void oneWorkAtATimeEmptiesAStream() {
        for (int i = 0; i < 100; i++) {
            queue.store(utterance(Integer.toString(i)));
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
        queue.show(partial("bo"));
        queue.show(partial("bom"));
        queue.show(partial("bom dia"));
        work();
        assertEquals(
                List.of("bom dia"),
                recorded.all(PartialText.class).stream().map(PartialText::text).toList());
        queue.show(partial("bom dia a"));
        queue.store(utterance("bom dia a todos"));
        work();
        assertEquals(List.of("PartialText", "RecognisedUtterance"), recorded.order());
    }

    @Test
    void finalsAndGapsAllComeInOrder() {
        queue.store(utterance("um"));
        queue.store(new LostSpeech(STREAM, FROM, TO, Reason.STALLED));
        queue.show(partial("x"));
        queue.store(utterance("dois"));
        work();
        assertEquals(List.of("RecognisedUtterance", "LostSpeech", "RecognisedUtterance"), recorded.order());
    }

    @Test
    void whenTheListenerThrowsItsDeliveryIsEndedAndTheFinalComesAgain() {
        bean.failures.add("store");
        queue.store(utterance("um"));
        queue.store(utterance("dois"));
        work();
        assertEquals(List.of("beforeDelivery", "store", "afterDelivery", "release"), bean.calls.subList(0, 4));
        assertEquals(List.of("um", "dois"), recorded.texts());
        assertEquals(List.of(DeliveryQueue.FIRST_PAUSE), delays);
    }

    @Test
    void whatWasRolledBackComesAgain() {
        bean.failures.add("afterDelivery");
        queue.store(utterance("um"));
        work();
        assertEquals(List.of("um", "um"), recorded.texts());
    }

    @Test
    void aFinalThatCannotBeDeliveredBecomesAGap() {
        bean.failures.addAll(Collections.nCopies(DeliveryQueue.MOST_ATTEMPTS, "store"));
        queue.store(utterance("um"));
        queue.store(utterance("dois"));
        work();
        assertEquals(List.of(new LostSpeech(STREAM, FROM, TO, Reason.UNDELIVERED)), recorded.gaps());
        assertEquals(List.of("dois"), recorded.texts());
        assertEquals(List.of("LostSpeech", "RecognisedUtterance"), recorded.order());
        assertEquals(
                List.of(200L, 400L, 800L, 1600L, 3200L, 6400L, 6400L),
                delays.stream().map(Duration::toMillis).limit(7).toList());
        Duration all = delays.stream().reduce(Duration.ZERO, Duration::plus);
        assertTrue(all.compareTo(Duration.ofMinutes(4)) > 0 && all.compareTo(Duration.ofMinutes(6)) < 0, all::toString);
    }

    @Test
    void aPartialWhoseDeliveryFailsIsForgotten() {
        bean.failures.add("show");
        queue.show(partial("bom"));
        work();
        assertEquals(List.of(), recorded.order());
        assertEquals(List.of(), delays);
    }

    @Test
    void aStateWhoseDeliveryFailsComesAgainAndAnErrorDoesNot() {
        bean.failures.add("show");
        queue.show(new StateChanged(STREAM, StateChanged.State.LISTENING));
        work();
        assertEquals(List.of("StateChanged"), recorded.order());
        bean.failures.add("show");
        queue.show(new ErrorReported(STREAM, Reason.DROPPED));
        work();
        assertEquals(List.of("StateChanged"), recorded.order());
    }

    @Test
    void theContainerIsToldBeforehandWhetherTheResultIsStored() throws NoSuchMethodException {
        queue.store(utterance("um"));
        queue.store(new LostSpeech(STREAM, FROM, TO, Reason.STALLED));
        queue.show(partial("dois"));
        queue.show(new StateChanged(STREAM, StateChanged.State.LOST));
        queue.show(new ErrorReported(STREAM, Reason.DROPPED));
        work();
        Method store = TranscriptListener.class.getMethod("store", SpeechResult.Stored.class);
        Method show = TranscriptListener.class.getMethod("show", SpeechResult.Shown.class);
        assertEquals(List.of(store, store, show, show, show), bean.announced);
    }

    @Test
    void aDeliveryThatCannotBeginIsTriedAgain() {
        bean.failures.add("beforeDelivery");
        queue.store(utterance("um"));
        work();
        assertEquals(
                List.of("beforeDelivery", "release", "beforeDelivery", "store", "afterDelivery", "release"),
                bean.calls);
    }

    @Test
    void untilSomebodyListensWhatMustArriveWaitsHoweverLong() {
        deliveries.deactivate(bean);
        queue.show(partial("bom"));
        queue.store(utterance("um"));
        for (int i = 0; i < 50; i++) {
            works.remove().run();
            delayed.remove().run();
        }
        deliveries.activate(bean);
        bean.away = true;
        works.remove().run();
        bean.away = false;
        work();
        assertEquals(List.of("RecognisedUtterance"), recorded.order());
    }

    /** A recogniser may send nonsense faster than it can be delivered. */
    @Test
    void errorsThatWaitAreNotCollected() {
        for (int i = 0; i < 1_000; i++) {
            queue.show(new ErrorReported(STREAM, Reason.NOT_JSON));
        }
        work();
        assertEquals(1, Collections.frequency(bean.calls, "show"));
    }

    @Test
    void soManyResultsWaitAndNoMore() {
        for (int i = 0; i < 2 * DeliveryQueue.MOST_WAITING; i++) {
            queue.store(utterance(Integer.toString(i)));
        }
        work();
        assertEquals(DeliveryQueue.MOST_WAITING, recorded.finals().size());
    }
}
