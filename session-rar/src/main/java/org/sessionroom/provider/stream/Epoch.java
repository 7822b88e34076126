package org.sessionroom.provider.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionroom.provider.api.Reason;

/**
 * One line of a stream, from its opening to its end, with what was sent and heard on it. Places are those of the stream.
 * Guarded by its stream's lock.
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

    /** What is sent next. */
    long cursor;

    /** The end of the last run of speech that was ended on this line, or where the line began. */
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

    /** All up to the cursor is a run of speech that has ended. */
    void commit() {
        sent.silence(line.commit());
        committedTo = cursor;
        commitAwaited = true;
        commitAt = clock.instant();
    }

    /** Nothing more will be sent; the last run was committed. */
    void end() {
        if (!ending) {
            ending = true;
            endAt = clock.instant();
            line.end();
        }
    }

    /** Whether the provider owes no answer to what was committed. */
    boolean caughtUp() {
        return utterances.idle() && !commitAwaited;
    }

    /** Whether all was heard and nothing will come. */
    boolean drained() {
        return ending && (ended || answersCommits()) && caughtUp();
    }

    private boolean answersCommits() {
        return line.answersCommits() && !commitsUnknown;
    }

    boolean olderThan(Duration age) {
        return overdue(openedAt, age);
    }

    /** Why it has to be given up, if something should have come and did not. */
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

    /** The utterance of which more was heard since this was asked last. */
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

    /** Where the provider did not hear the end of the speech itself, it was our commit that made it. */
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

    /** The silence sent in its place was sent by the line with the commit that is repeated here. */
    void commitUnknown() {
        commitsUnknown = true;
        sent.silence(line.commit());
    }

    void delta(String item, String text) {
        utterances.underWay(item).ifPresent(utterance -> hearOn(utterance, utterance.say(text)));
    }

    /** Some providers repeat with each piece of sound what they have understood so far. */
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

    /** The silence between two runs was cut out, so that what comes after the end of one begins where the next does. */
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
