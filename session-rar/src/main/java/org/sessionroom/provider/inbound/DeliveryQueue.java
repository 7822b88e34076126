package org.sessionroom.provider.inbound;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechResult;
import org.sessionroom.provider.api.SpeechResult.ErrorReported;
import org.sessionroom.provider.api.SpeechResult.LostSpeech;
import org.sessionroom.provider.api.SpeechResult.PartialText;
import org.sessionroom.provider.api.SpeechResult.RecognisedUtterance;
import org.sessionroom.provider.api.TranscriptListener;

/**
 * The queue of one stream's deliveries, in order. Of several waiting partial texts only the newest is kept, and an error that waits already is not added again. Utterances, gaps and states wait
 * until they are delivered; an utterance that cannot be delivered becomes a gap.
 */
final class DeliveryQueue implements TranscriptListener {

    /** Failures after which a delivery is given up: an outage of the database of five minutes loses nothing. */
    static final int MOST_ATTEMPTS = 50;

    /** Doublings of the pause: up to 6.4 s. */
    private static final int MOST_DOUBLINGS = 5;

    /** Pause after the first failure; it doubles each time. */
    static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    /** Maximum results that wait: ten a second during an outage of five minutes. */
    static final int MOST_WAITING = 3_000;

    /** Maximum deliveries of one work, which must be short. */
    private static final int AT_ONCE = 16;

    private static final Duration NOBODY_PAUSE = Duration.ofSeconds(1);
    private static final System.Logger LOG = System.getLogger("org.sessionroom.provider");

    private final UUID streamId;
    private final Deliveries deliveries;
    private final Deque<SpeechResult> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean full;
    private int attempts;

    DeliveryQueue(UUID streamId, Deliveries deliveries) {
        this.streamId = streamId;
        this.deliveries = deliveries;
    }

    @Override
    public void store(SpeechResult.Stored result) {
        add(result);
    }

    @Override
    public void show(SpeechResult.Shown result) {
        add(result);
    }

    private void add(SpeechResult result) {
        synchronized (this) {
            if (result instanceof PartialText || result instanceof RecognisedUtterance) {
                waiting.removeIf(PartialText.class::isInstance);
            }
            if (result instanceof ErrorReported && waiting.contains(result)) {
                return;
            }
            if (waiting.size() >= MOST_WAITING) {
                giveUp(result);
                return;
            }
            waiting.add(result);
        }
        start();
    }

    /** Whether it is delivered again when its delivery fails. */
    private static boolean mustArrive(SpeechResult result) {
        return !(result instanceof PartialText || result instanceof ErrorReported);
    }

    /** Nobody speaks that much within the time for which deliveries wait: the recogniser answers nonsense. */
    private void giveUp(SpeechResult result) {
        if (!full && mustArrive(result)) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "stream {0}: too many results wait, further ones are discarded",
                    streamId);
            full = true;
        }
    }

    private void start() {
        synchronized (this) {
            if (busy || waiting.isEmpty()) {
                return;
            }
            busy = true;
        }
        deliveries.work(this::work);
    }

    private void work() {
        Optional<Duration> pause = Optional.of(Duration.ZERO);
        for (int i = 0; i < AT_ONCE && pause.filter(Duration::isZero).isPresent(); i++) {
            pause = deliverNext();
        }
        pause.ifPresent(delay -> {
            if (delay.isZero()) {
                deliveries.work(this::work);
            } else {
                deliveries.later(delay, () -> deliveries.work(this::work));
            }
        });
    }

    /** @return how long to wait before the next delivery; empty when this work is done */
    private Optional<Duration> deliverNext() {
        SpeechResult next;
        synchronized (this) {
            next = waiting.poll();
            busy = next != null;
        }
        if (next == null) {
            return Optional.empty();
        }
        return switch (deliveries.deliver(next)) {
            case DELIVERED -> goOn();
            case NOBODY -> nobody(next);
            case FAILED -> failed(next);
        };
    }

    private Optional<Duration> goOn() {
        attempts = 0;
        return Optional.of(Duration.ZERO);
    }

    /** While the container starts, stops or is suspended there is no listener. */
    private Optional<Duration> nobody(SpeechResult result) {
        if (!mustArrive(result)) {
            return Optional.of(Duration.ZERO);
        }
        putBack(result);
        return Optional.of(NOBODY_PAUSE);
    }

    private Optional<Duration> failed(SpeechResult result) {
        if (!mustArrive(result)) {
            return goOn();
        }
        attempts++;
        if (attempts < MOST_ATTEMPTS) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
            putBack(result);
            return Optional.of(pause);
        }
        LOG.log(System.Logger.Level.ERROR, "stream {0}: a delivery was given up", streamId);
        if (result instanceof RecognisedUtterance utterance) {
            putBack(new LostSpeech(streamId, utterance.from(), utterance.to(), Reason.UNDELIVERED));
        }
        return goOn();
    }

    private synchronized void putBack(SpeechResult result) {
        waiting.addFirst(result);
    }

    @Override
    public String toString() {
        return "DeliveryQueue[" + streamId + "]";
    }
}
