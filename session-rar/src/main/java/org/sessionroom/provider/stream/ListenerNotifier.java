package org.sessionroom.provider.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sessionroom.provider.api.FinalSegment;
import org.sessionroom.provider.api.LostSpeech;
import org.sessionroom.provider.api.Partial;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechSpec;
import org.sessionroom.provider.api.StreamError;
import org.sessionroom.provider.api.StreamNotice;
import org.sessionroom.provider.api.TranscriptListener;

/** Notifies the listener of a stream, and the meter: converts positions to times, and reports a state only when it is new. */
final class ListenerNotifier {

    private static final long MILLIS = 1000;

    private final SpeechSpec spec;
    private final StreamContext context;
    private final SpokenTime spoken;
    private final TranscriptListener listener;
    private Optional<StreamNotice.State> state = Optional.empty();

    ListenerNotifier(SpeechSpec spec, StreamContext context, SpokenTime spoken, TranscriptListener listener) {
        this.spec = spec;
        this.context = context;
        this.spoken = spoken;
        this.listener = listener;
    }

    private Instant now() {
        return context.clock().instant();
    }

    void state(StreamNotice.State next) {
        if (state.filter(next::equals).isEmpty()) {
            state = Optional.of(next);
            listener.notice(new StreamNotice(spec.streamId(), next, now()));
        }
    }

    void error(Reason reason) {
        listener.error(new StreamError(spec.streamId(), reason, now()));
    }

    void reconnecting(Reason reason) {
        context.meter().get().reconnecting(reason);
        state(StreamNotice.State.RECONNECTING);
        error(reason);
    }

    /** @param heard the position up to which sound was sent */
    void partial(int epoch, PendingUtterance utterance, RecognisedText words, long heard) {
        Instant to = spoken.until(Math.max(heard, utterance.from() + 1));
        if (utterance.show()) {
            context.meter().get().partialAfter(since(to));
        }
        listener.partial(new Partial(
                spec.streamId(),
                epoch,
                utterance.item(),
                words.text(),
                spoken.at(utterance.from()),
                to,
                spec.language()));
    }

    void segment(int epoch, PendingUtterance utterance, RecognisedText words) {
        Instant until = spoken.until(endOf(utterance));
        context.meter().get().finalAfter(since(until));
        listener.finalSegment(new FinalSegment(
                spec.streamId(),
                epoch,
                utterance.item(),
                words.text().strip(),
                spoken.at(utterance.from()),
                until,
                utterance.confidence(),
                spec.language(),
                words.doubtful()));
    }

    void failed(PendingUtterance utterance, Reason reason) {
        gap(utterance.from(), endOf(utterance), reason);
    }

    /** An utterance has a sample at least. */
    private static long endOf(PendingUtterance utterance) {
        return Math.max(utterance.from() + 1, utterance.to());
    }

    void gap(long from, long to, Reason reason) {
        if (to > from) {
            listener.gap(new LostSpeech(spec.streamId(), spoken.at(from), spoken.until(to), reason));
            context.meter().get().gap(reason, Duration.ofMillis((to - from) * MILLIS / SpeechSpec.RATE));
        }
    }

    /** Reports speech that did not fit into the buffer, and so has no position. */
    void dropped(long fromMillis, long toMillis) {
        listener.gap(new LostSpeech(
                spec.streamId(), Instant.ofEpochMilli(fromMillis), Instant.ofEpochMilli(toMillis), Reason.STALLED));
        context.meter().get().gap(Reason.STALLED, Duration.ofMillis(toMillis - fromMillis));
    }

    private Duration since(Instant spokenUntil) {
        Duration latency = Duration.between(spokenUntil, now());
        return latency.isNegative() ? Duration.ZERO : latency;
    }
}
