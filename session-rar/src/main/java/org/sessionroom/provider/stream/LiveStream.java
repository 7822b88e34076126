package org.sessionroom.provider.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.sessionroom.provider.api.Appended;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechConnection;
import org.sessionroom.provider.api.SpeechSpec;
import org.sessionroom.provider.api.StreamNotice;
import org.sessionroom.provider.api.TranscriptListener;

/**
 * The life of one stream: a conversation is opened, sound is sent in it and results come back. Before a provider's time limit
 * another conversation is opened, speech switches to it at a pause, and the old one continues until its last result. If a conversation fails, all
 * conversations of the stream are given up and a new one is opened, in which everything is sent again that was spoken since the last
 * delivered utterance; so no utterance is delivered twice, and audio that is no longer buffered is reported as a gap. If a provider
 * refuses permanently ({@link Reason.Remedy#OPERATOR}), or is unreachable for {@link StreamLimits#giveUp()}, the stream is lost.
 *
 * <p>{@link #tick()} checks the deadlines. Nothing here blocks: conversations send and the listener delivers asynchronously.
 */
public final class LiveStream implements SpeechConnection {

    /** Samples in one message: a fifth of a second. */
    private static final int CHUNK = SpeechSpec.RATE / 5;

    /** The number of conversations that the same speech may break before it is dropped. */
    private static final int STRIKES = 5;

    /** A conversation that worked this long proves that the provider is back. */
    private static final Duration PROVED = Duration.ofSeconds(30);

    private static final int BYTES = 2;
    private static final long MILLIS = 1000;

    private final SpeechSpec spec;
    private final StreamContext context;
    private final StreamLimits limits;
    private final ListenerNotifier notifier;
    private final Consumer<Optional<Reason>> over;

    private final Ring ring;
    private final SpokenTime spoken = new SpokenTime(SpeechSpec.RATE);
    private final TreeSet<Long> commits = new TreeSet<>();
    private final DroppedAudio dropped;
    private final Backoff backoff;

    /** The oldest first: all but the last only wait for their last results. */
    private final Deque<Epoch> lines = new ArrayDeque<>();

    private Optional<Epoch> warming = Optional.empty();
    private int epochs;

    /** Everything before this position was delivered, or reported as a gap. */
    private long acknowledged;

    private boolean closing;
    private boolean abandoned;
    private boolean ended;
    private Instant closedAt = Instant.MAX;
    private Instant openAgainAt = Instant.MIN;
    private Instant lastSign;
    private Optional<Instant> downSince = Optional.empty();
    private Reason lastFailure = Reason.TIMED_OUT;
    private long struckAt = -1;
    private int strikes;

    /** @param over called at the end of the stream, with the reason if it was lost */
    public LiveStream(
            SpeechSpec spec, StreamContext context, TranscriptListener listener, Consumer<Optional<Reason>> over) {
        this.spec = spec;
        this.context = context;
        this.limits = context.limits();
        this.over = over;
        ring = new Ring(limits.kept().toMillis() * SpeechSpec.RATE / MILLIS);
        notifier = new ListenerNotifier(spec, context, spoken, listener);
        dropped = new DroppedAudio(notifier::dropped);
        backoff = new Backoff(context.random());
        lastSign = now();
    }

    /** Opens the first conversation. */
    public synchronized void open() {
        lines.add(newEpoch());
    }

    public SpeechSpec spec() {
        return spec;
    }

    @Override
    public synchronized Appended append(byte[] pcm16le, long atMillis) {
        if (pcm16le.length == 0 || pcm16le.length % BYTES != 0 || pcm16le.length > MOST_BYTES) {
            throw new IllegalArgumentException("a frame of " + pcm16le.length + " bytes");
        }
        if (closing || ended) {
            return Appended.LOST;
        }
        lastSign = now();
        long samples = pcm16le.length / BYTES;
        Epoch current = lines.peekLast();
        // If a conversation is ready, its order must be preserved: the newest sound is dropped.
        // Otherwise the oldest is dropped, because newer speech is worth more.
        if (current != null && current.ready && ring.startAfter(samples) > current.cursor) {
            dropped.add(atMillis, atMillis + samples * MILLIS / SpeechSpec.RATE);
            return Appended.OVERFLOW;
        }
        dropped.report();
        spoken.append(ring.end(), atMillis);
        ring.append(pcm16le);
        pump();
        return Appended.ACCEPTED;
    }

    @Override
    public synchronized void commit() {
        if (!closing && !ended) {
            lastSign = now();
            endRun();
            pump();
        }
    }

    private void endRun() {
        if (ring.end() > acknowledged) {
            commits.add(ring.end());
        }
    }

    @Override
    public synchronized void close() {
        if (closing || ended) {
            return;
        }
        closing = true;
        closedAt = now();
        dropped.report();
        endRun();
        warming.ifPresent(Epoch::leave);
        warming = Optional.empty();
        if (ring.end() == acknowledged && lines.stream().allMatch(Epoch::caughtUp)) {
            finish(Optional.empty());
        } else {
            pump();
            handOn();
        }
    }

    /** Ends the stream at once, without waiting for results: the adapter stops. */
    public synchronized void stop() {
        if (!ended) {
            lose(Reason.DROPPED);
        }
    }

    @Override
    public synchronized void abandon() {
        if (!ended) {
            finish(Optional.empty());
        }
    }

    /** Does what is due; must be called some times a second. */
    public synchronized void tick() {
        if (ended) {
            return;
        }
        if (!now().isBefore(lastSign.plus(limits.lease())) && !closing) {
            notifier.error(Reason.ABANDONED);
            abandoned = true;
            close();
            return;
        }
        if (closing && !now().isBefore(closedAt.plus(limits.finalAfterCommit()))) {
            finish(Optional.empty());
            return;
        }
        for (Epoch epoch : new ArrayDeque<>(lines)) {
            epoch.overdue(limits).ifPresent(reason -> failed(epoch, reason));
        }
        warming.ifPresent(epoch -> epoch.overdue(limits).ifPresent(reason -> failed(epoch, reason)));
        if (!ended && lines.isEmpty() && !now().isBefore(openAgainAt)) {
            lines.add(newEpoch());
        }
        lines.forEach(epoch -> epoch.pingEvery(limits.ping()));
        handOn();
        rotate();
    }

    private Epoch newEpoch() {
        epochs++;
        Epoch epoch = new Epoch(epochs, context.elapsed(), SpeechSpec.RATE);
        epoch.line = context.opener().open(spec.language(), new EventsOf(epoch));
        return epoch;
    }

    private void pump() {
        Epoch epoch = lines.peekLast();
        if (epoch == null || !epoch.ready) {
            return;
        }
        boolean more = true;
        while (more && epoch.line.free()) {
            Long commit = commits.higher(epoch.committedTo);
            long runEnd = commit == null ? ring.end() : commit;
            if (epoch.cursor < runEnd) {
                long to = Math.min(runEnd, epoch.cursor + CHUNK);
                epoch.send(ring.read(epoch.cursor, to), to);
            } else if (commit != null) {
                epoch.commit();
            } else {
                more = false;
            }
        }
        if (closing && quiet(epoch)) {
            epoch.end();
        }
        rotate();
    }

    /** Whether everything was sent and the last run of speech was committed. */
    private boolean quiet(Epoch epoch) {
        return epoch.cursor == ring.end() && epoch.committedTo == ring.end();
    }

    private void rotate() {
        Epoch current = lines.peekLast();
        if (closing || ended || current == null || !current.ready || !current.olderThan(limits.rotate())) {
            return;
        }
        if (warming.isEmpty()) {
            if (!now().isBefore(openAgainAt)) {
                warming = Optional.of(newEpoch());
            }
        } else if (warming.get().ready && current.cursor == ring.end() && current.line.free()) {
            boolean late = current.olderThan(limits.rotateAtLatest());
            if (late && !quiet(current)) {
                current.commit();
            }
            if (quiet(current)) {
                goOver(current, warming.get());
            }
        }
    }

    private void goOver(Epoch old, Epoch fresh) {
        old.end();
        fresh.beginAt(old.cursor);
        lines.addLast(fresh);
        warming = Optional.empty();
        handOn();
    }

    private void nowReady(Epoch epoch) {
        if (warming.filter(epoch::equals).isPresent()) {
            rotate();
            return;
        }
        if (ring.start() > acknowledged) {
            notifier.gap(acknowledged, ring.start(), Reason.TOO_LONG_AGO);
            acknowledge(ring.start());
        }
        epoch.beginAt(acknowledged);
        notifier.state(StreamNotice.State.LISTENING);
        if (!epoch.line.keepsTime()) {
            context.health().up();
        }
        pump();
    }

    private void recognised(Epoch epoch, RecognitionEvent event) {
        boolean before = epoch.ready;
        epoch.apply(event);
        if (epoch.ready && !before) {
            nowReady(epoch);
        }
        epoch.takeComplaint().ifPresent(notifier::error);
        if (epoch.equals(lines.peekFirst())) {
            epoch.takeChanged().ifPresent(utterance -> partial(epoch, utterance));
        }
        handOn();
        pump();
    }

    /** Doubtful partial text is not shown before the final. */
    private void partial(Epoch epoch, PendingUtterance utterance) {
        RecognisedText spoken = utterance.spoken();
        if (!spoken.isNothing() && !spoken.doubtful()) {
            proved();
            notifier.partial(epoch, utterance, spoken);
        }
    }

    private void handOn() {
        while (!ended && !lines.isEmpty()) {
            Epoch first = lines.peekFirst();
            Optional<PendingUtterance> next = first.utterances.next();
            while (next.isPresent()) {
                handOn(first, next.get());
                next = first.utterances.next();
            }
            if (first.ready && first.caughtUp()) {
                acknowledge(first.committedTo);
            }
            if (!first.drained()) {
                return;
            }
            lines.removeFirst().goodbye();
            if (lines.isEmpty()) {
                finish(Optional.empty());
            }
        }
    }

    private void handOn(Epoch epoch, PendingUtterance utterance) {
        long from = utterance.from.orElse(acknowledged);
        long to = Math.max(from + 1, utterance.to.orElse(epoch.cursor));
        RecognisedText spoken = utterance.spoken();
        if (utterance.failure.isPresent()) {
            notifier.gap(from, to, utterance.failure.get());
        } else if (!spoken.isNothing()) {
            proved();
            notifier.segment(epoch, utterance, spoken, from, to);
        }
        acknowledge(utterance.heardUntil);
    }

    private void proved() {
        backoff.reset();
        downSince = Optional.empty();
        context.health().up();
    }

    private void acknowledge(long place) {
        if (place > acknowledged) {
            acknowledged = Math.min(place, ring.end());
            ring.forget(acknowledged);
            spoken.forget(acknowledged);
            commits.headSet(acknowledged, true).clear();
        }
    }

    private void failed(Epoch epoch, Reason cause) {
        if (epoch.gone || ended) {
            return;
        }
        // A refusal before the conversation was ready concerns its configuration.
        Reason reason = !epoch.ready && cause.remedy() == Reason.Remedy.OTHER_QUESTION ? Reason.MISCONFIGURED : cause;
        if (warming.filter(epoch::equals).isPresent()) {
            epoch.leave();
            warming = Optional.empty();
            openAgainAt = now().plus(backoff.next());
            return;
        }
        Instant readyAt = lines.getLast().readyAt;
        if (!readyAt.equals(Instant.MAX) && !now().isBefore(readyAt.plus(PROVED))) {
            proved();
        }
        context.health().down(reason);
        lastFailure = reason;
        strike(epoch, reason);
        lines.forEach(Epoch::leave);
        lines.clear();
        warming.ifPresent(Epoch::leave);
        warming = Optional.empty();
        downSince = Optional.of(downSince.orElse(now()));
        if (reason.remedy() == Reason.Remedy.OPERATOR
                || !now().isBefore(downSince.get().plus(limits.giveUp()))) {
            notifier.error(reason);
            lose(reason);
        } else if (closing && ring.end() == acknowledged) {
            finish(Optional.empty());
        } else {
            notifier.reconnecting(reason);
            openAgainAt = now().plus(backoff.next());
        }
    }

    /** Drops sound that breaks every conversation in which it is sent. */
    private void strike(Epoch epoch, Reason reason) {
        if (!epoch.ready || epoch.cursor <= acknowledged) {
            return;
        }
        strikes = struckAt == acknowledged ? strikes + 1 : 1;
        struckAt = acknowledged;
        if (strikes >= STRIKES) {
            notifier.gap(acknowledged, epoch.cursor, reason);
            acknowledge(epoch.cursor);
        }
    }

    private void lose(Reason reason) {
        lastFailure = reason;
        finish(Optional.of(reason));
    }

    private void finish(Optional<Reason> lost) {
        ended = true;
        dropped.report();
        notifier.gap(acknowledged, ring.end(), lastFailure);
        acknowledge(ring.end());
        lines.forEach(Epoch::goodbye);
        lines.clear();
        warming.ifPresent(Epoch::leave);
        warming = Optional.empty();
        if (lost.isPresent() || abandoned) {
            notifier.state(StreamNotice.State.LOST);
        }
        over.accept(lost);
    }

    private Instant now() {
        return context.elapsed().instant();
    }

    @Override
    public String toString() {
        return "LiveStream[" + spec.streamId() + "]";
    }

    /** The events of an epoch's conversation, ignored after the stream has left it. */
    private final class EventsOf implements ProviderConversation.Events {

        private final Epoch epoch;

        EventsOf(Epoch epoch) {
            this.epoch = epoch;
        }

        private void unlessGone(Runnable event) {
            synchronized (LiveStream.this) {
                if (!epoch.gone && !ended) {
                    event.run();
                }
            }
        }

        @Override
        public void opened() {
            unlessGone(epoch::opened);
        }

        @Override
        public void free() {
            unlessGone(LiveStream.this::pump);
        }

        @Override
        public void recognised(RecognitionEvent event) {
            unlessGone(() -> LiveStream.this.recognised(epoch, event));
        }

        @Override
        public void failed(Reason reason) {
            unlessGone(() -> LiveStream.this.failed(epoch, reason));
        }

        @Override
        public void bytes(long sent, long received) {
            context.meter().get().bytes(sent, received);
        }
    }
}
