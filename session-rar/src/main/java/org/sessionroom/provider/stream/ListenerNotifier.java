package org.sessionroom.provider.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechResult.ErrorReported;
import org.sessionroom.provider.api.SpeechResult.LostSpeech;
import org.sessionroom.provider.api.SpeechResult.PartialText;
import org.sessionroom.provider.api.SpeechResult.RecognisedUtterance;
import org.sessionroom.provider.api.SpeechResult.StateChanged;
import org.sessionroom.provider.api.SpeechSpec;
import org.sessionroom.provider.api.TranscriptListener;

/** Notifies the listener of a stream, and the meter: converts positions to times, and reports a state only when it is new. */
final class ListenerNotifier {

    private static final long MILLIS = 1000;

    private final SpeechSpec spec;
    private final StreamContext context;
    private final SpokenTime spoken;
    private final TranscriptListener listener;
    private Optional<StateChanged.State> state = Optional.empty();

    ListenerNotifier(SpeechSpec spec, StreamContext context, SpokenTime spoken, TranscriptListener listener) {
        this.spec = spec;
        this.context = context;
        this.spoken = spoken;
        this.listener = listener;
    }

    void state(StateChanged.State next) {
        if (state.filter(next::equals).isEmpty()) {
            state = Optional.of(next);
            listener.show(new StateChanged(spec.streamId(), next));
        }
    }

    void error(Reason reason) {
        listener.show(new ErrorReported(spec.streamId(), reason));
    }

    void reconnecting(Reason reason) {
        context.meter().get().reconnecting(reason);
        state(StateChanged.State.RECONNECTING);
        error(reason);
    }

    /** @param sent the position up to which sound was sent */
    void partial(PendingUtterance utterance, RecognisedText words, long sent) {
        if (utterance.show()) {
            context.meter().get().partialAfter(since(spoken.until(Math.max(sent, utterance.from() + 1))));
        }
        listener.show(new PartialText(spec.streamId(), spoken.at(utterance.from()), words.text()));
    }

    void utterance(int epoch, PendingUtterance utterance, RecognisedText words) {
        Instant until = spoken.until(endOf(utterance));
        context.meter().get().finalAfter(since(until));
        listener.store(new RecognisedUtterance(
                spec.streamId(),
                epoch,
                utterance.item(),
                words.text().strip(),
                spoken.at(utterance.from()),
                until,
                utterance.confidence(),
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
            listener.store(new LostSpeech(spec.streamId(), spoken.at(from), spoken.until(to), reason));
            context.meter().get().gap(reason, Duration.ofMillis((to - from) * MILLIS / SpeechSpec.RATE));
        }
    }

    /** Reports speech that did not fit into the buffer, and so has no position. */
    void dropped(long fromMillis, long toMillis) {
        listener.store(new LostSpeech(
                spec.streamId(), Instant.ofEpochMilli(fromMillis), Instant.ofEpochMilli(toMillis), Reason.STALLED));
        context.meter().get().gap(Reason.STALLED, Duration.ofMillis(toMillis - fromMillis));
    }

    private Duration since(Instant spokenUntil) {
        Duration latency = Duration.between(spokenUntil, context.clock().instant());
        return latency.isNegative() ? Duration.ZERO : latency;
    }
}
