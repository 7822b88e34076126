package org.sessionroom.provider.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionroom.provider.api.Reason;

/**
 * One conversation of a stream, from its opening to its end, with what was sent and recognised in it. Positions are samples of the
 * stream. Guarded by its stream's lock.
 */
public final class Epoch {

    private static final int MILLIS = 1000;

    final int number;
    final UtteranceOrder utterances = new UtteranceOrder();
    final SampleMap sent = new SampleMap();
    private final Clock clock;
    private final int rate;
    private final Instant openedAt;

    ProviderConversation line;

    /** The position of the next sample to send. */
    long cursor;

    /** The end of the last committed run of speech in this conversation, or the position where the conversation began. */
    long committedTo;

    boolean ready;
    boolean gone;
    Instant readyAt = Instant.MAX;
    private boolean connected;
    private boolean heardAnything;
    private boolean commitsUnknown;
    private boolean commitAwaited;
    private boolean ending;
    private boolean ended;
    private Instant connectedAt = Instant.MAX;
    private Instant firstSoundAt = Instant.MAX;
    private Instant lastSoundAt = Instant.MAX;
    private Instant commitAt = Instant.MAX;
    private Instant endAt = Instant.MAX;
    private Instant pingAt;
    private long lastEnd;
    private Optional<PendingUtterance> changed = Optional.empty();
    private Optional<Reason> complaint = Optional.empty();

    Epoch(int number, Clock clock, int rate) {
        this.number = number;
        this.clock = clock;
        this.rate = rate;
        openedAt = clock.instant();
        pingAt = openedAt;
    }

    void beginAt(long place) {
        cursor = place;
        committedTo = place;
        lastEnd = place;
    }

    void opened() {
        connected = true;
        connectedAt = clock.instant();
    }

    void send(byte[] pcm, long to) {
        line.sound(pcm);
        sent.sound(cursor, to - cursor);
        cursor = to;
        lastSoundAt = clock.instant();
        firstSoundAt = firstSoundAt.equals(Instant.MAX) ? lastSoundAt : firstSoundAt;
    }

    /** Commits everything up to the cursor as a run of speech that has ended. */
    void commit() {
        sent.silence(line.commit());
        committedTo = cursor;
        commitAwaited = true;
        commitAt = clock.instant();
    }

    /** No more sound will be sent; the last run was committed. */
    void end() {
        if (!ending) {
            ending = true;
            endAt = clock.instant();
            line.end();
        }
    }

    /** Whether the provider has answered everything that was committed. */
    boolean caughtUp() {
        return utterances.idle() && !commitAwaited;
    }

    /** Whether all results have arrived and no more are expected. */
    boolean drained() {
        return ending && (ended || answersCommits()) && caughtUp();
    }

    private boolean answersCommits() {
        return line.answersCommits() && !commitsUnknown;
    }

    boolean olderThan(Duration age) {
        return overdue(openedAt, age);
    }

    /** Why the conversation must be given up, if an expected event is overdue. */
    Optional<Reason> overdue(StreamLimits limits) {
        if (!connected) {
            return overdue(openedAt, limits.connect()) ? Optional.of(Reason.TIMED_OUT) : Optional.empty();
        }
        boolean silent = !ready && overdue(connectedAt, limits.firstEvent())
                || line.answersSound() && !heardAnything && overdue(firstSoundAt, limits.firstEvent());
        if (silent) {
            return Optional.of(Reason.TIMED_OUT);
        }
        if (line.keepsTime()) {
            return Optional.empty();
        }
        if (!line.free() && overdue(lastSoundAt, limits.stalled())) {
            return Optional.of(Reason.STALLED);
        }
        return unanswered(limits.finalAfterCommit()) ? Optional.of(Reason.TIMED_OUT) : Optional.empty();
    }

    private boolean unanswered(Duration patience) {
        boolean owed = answersCommits() || !utterances.idle();
        if (commitAwaited && overdue(commitAt, patience)) {
            commitAwaited = false;
            return owed;
        }
        boolean oldest =
                utterances.oldestCommit().map(at -> overdue(at, patience)).orElse(false);
        return oldest || ending && !drained() && overdue(endAt, patience);
    }

    private boolean overdue(Instant since, Duration patience) {
        return !since.equals(Instant.MAX) && !clock.instant().isBefore(since.plus(patience));
    }

    void pingEvery(Duration interval) {
        if (ready && overdue(pingAt, interval)) {
            pingAt = clock.instant();
            line.ping();
        }
    }

    /** The utterance whose partial text has changed since the last call. */
    Optional<PendingUtterance> takeChanged() {
        Optional<PendingUtterance> taken = changed.filter(utterance -> !utterance.ended);
        changed = Optional.empty();
        return taken;
    }

    Optional<Reason> takeComplaint() {
        Optional<Reason> taken = complaint;
        complaint = Optional.empty();
        return taken;
    }

    void leave() {
        gone = true;
        line.abort();
    }

    void goodbye() {
        gone = true;
        line.close();
    }

    void apply(RecognitionEvent event) {
        heardAnything |= ready;
        event.applyTo(this);
    }

    void ready() {
        if (!ready) {
            ready = true;
            readyAt = clock.instant();
        }
    }

    void speechStarted(String item, long millis) {
        utterances.underWay(item).ifPresent(utterance -> utterance.from = OptionalLong.of(place(millis)));
    }

    void speechStopped(String item, long millis) {
        utterances.underWay(item).ifPresent(utterance -> {
            utterance.to = OptionalLong.of(place(millis));
            utterance.heardUntil = utterance.to.getAsLong();
        });
    }

    /** If the provider did not detect the end of the speech itself, our commit is the end. */
    void committed(String item) {
        utterances.underWay(item).ifPresent(utterance -> {
            if (utterance.to.isEmpty()) {
                utterance.to = OptionalLong.of(committedTo);
                utterance.heardUntil = committedTo;
                commitAwaited = false;
            }
            utterance.committedAt = Optional.of(clock.instant());
            utterances.order(utterance);
        });
    }

    void nothingCommitted() {
        commitAwaited = false;
    }

    /** The provider does not support commits: the conversation repeats the commit here, with silence instead. */
    void commitUnknown() {
        commitsUnknown = true;
        sent.silence(line.commit());
    }

    void delta(String item, String text) {
        utterances.underWay(item).ifPresent(utterance -> hearOn(utterance, utterance.say(text)));
    }

    /** Some providers repeat the same partial text with each piece of sound; repetitions are ignored. */
    void text(String item, String text) {
        utterances
                .underWay(item)
                .filter(utterance -> !utterance.says(text))
                .ifPresent(utterance -> hearOn(utterance, utterance.sayAnew(text)));
    }

    private void hearOn(PendingUtterance utterance, boolean fits) {
        if (utterance.from.isEmpty()) {
            utterance.from = OptionalLong.of(beginningOfNext());
        }
        changed = Optional.of(utterance);
        if (!fits) {
            fail(utterance, Reason.TOO_LARGE);
        }
    }

    void completed(RecognitionEvent.Completed event) {
        utterances.underWay(event.item()).ifPresent(utterance -> {
            if (!utterance.sayAnew(event.text())) {
                fail(utterance, Reason.TOO_LARGE);
                return;
            }
            utterance.confidence = event.confidence();
            utterance.doubted = event.doubtful();
            event.from().ifPresent(millis -> utterance.from = OptionalLong.of(place(millis)));
            event.to().ifPresent(millis -> utterance.to = OptionalLong.of(place(millis)));
            finish(utterance);
        });
    }

    void utteranceFailed(String item, Reason reason) {
        utterances.underWay(item).ifPresent(utterance -> fail(utterance, reason));
    }

    private void fail(PendingUtterance utterance, Reason reason) {
        utterance.failure = Optional.of(reason);
        finish(utterance);
    }

    private void finish(PendingUtterance utterance) {
        boolean wholeRun = commitAwaited && cursor == committedTo && !answersCommits();
        utterance.from = OptionalLong.of(utterance.from.orElse(beginningOfNext()));
        utterance.to = OptionalLong.of(utterance.to.orElse(wholeRun ? committedTo : cursor));
        utterance.heardUntil = Math.max(utterance.heardUntil, wholeRun ? committedTo : utterance.to.getAsLong());
        commitAwaited &= answersCommits();
        lastEnd = Math.max(lastEnd, utterance.to.getAsLong());
        utterances.end(utterance);
    }

    /** The silence between two runs was removed, so the position after the end of one is the beginning of the next. */
    private long beginningOfNext() {
        return cursor > committedTo ? Math.max(lastEnd, committedTo) : lastEnd;
    }

    private long place(long millis) {
        return Math.max(0, Math.min(cursor, sent.place(millis * rate / MILLIS)));
    }

    void complained(Reason reason) {
        complaint = Optional.of(reason);
    }

    void ended() {
        ended = true;
        commitAwaited = false;
    }

    @Override
    public String toString() {
        return "Epoch[" + number + "]";
    }
}
