package org.sessionroom.provider.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionroom.provider.api.Reason;

/**
 * One conversation of a stream, from its opening to its end: what was sent and recognised in it, and how long its provider may take.
 * Positions are samples of the stream. Used by one thread at a time, with the time passed in.
 */
public final class Epoch {

    /** The states of a conversation, in their order. */
    enum State {
        /** The provider was not reached yet. */
        OPENING,
        /** The provider was reached, and does not accept sound yet. */
        CONNECTED,
        /** The provider accepts sound. */
        LISTENING,
        /** No more sound is sent; the last results are expected. */
        ENDING
    }

    private static final int BYTES = 2;

    private final int number;
    private final ProviderConversation conversation;
    private final UtteranceOrder utterances = new UtteranceOrder();
    private final SentSpeech sent = new SentSpeech();
    private final Instant openedAt;

    private State state = State.OPENING;
    private Instant connectedAt = Instant.MAX;
    private Instant listeningSince = Instant.MAX;
    private Instant firstSoundAt = Instant.MAX;
    private Instant lastSoundAt = Instant.MAX;
    private Instant commitAt = Instant.MAX;
    private Instant endAt = Instant.MAX;
    private Instant pingAt;

    /** The end of the utterance that ended last. */
    private long lastEnd;

    private boolean heardAnything;
    private boolean commitsUnknown;
    private boolean commitAwaited;

    /** Whether a message that could not be read has arrived since the last result: it may have been the next one. */
    private boolean unread;

    private boolean providerEnded;
    private Optional<PendingUtterance> changed = Optional.empty();
    private Optional<Reason> complaint = Optional.empty();

    /** @param number of the conversation within the stream, from 1 */
    Epoch(int number, ProviderConversation conversation, Instant now) {
        this.number = number;
        this.conversation = conversation;
        openedAt = now;
        pingAt = now;
    }

    int number() {
        return number;
    }

    State state() {
        return state;
    }

    /** Whether the provider accepts sound, or did until the end. */
    boolean isReady() {
        return state.compareTo(State.LISTENING) >= 0;
    }

    /** Whether it can send more now. */
    boolean isFree() {
        return conversation.free();
    }

    /** Whether it detects by itself when the provider takes too long. */
    boolean keepsTime() {
        return conversation.keepsTime();
    }

    /** The position of the next sample to send. */
    long cursor() {
        return sent.cursor();
    }

    /** The end of the last run of speech that was committed. */
    long committedTo() {
        return sent.committedTo();
    }

    void connected(Instant now) {
        if (state == State.OPENING) {
            state = State.CONNECTED;
            connectedAt = now;
        }
    }

    /** The first sample to send. */
    void beginAt(long place) {
        sent.beginAt(place);
        lastEnd = place;
    }

    /** Sends sound that begins at the cursor. */
    void send(byte[] pcm, Instant now) {
        conversation.sound(pcm);
        sent.sound(pcm.length / BYTES);
        lastSoundAt = now;
        firstSoundAt = firstSoundAt.equals(Instant.MAX) ? now : firstSoundAt;
    }

    /** Commits everything up to the cursor as a run of speech that has ended. */
    void commit(Instant now) {
        sent.silence(conversation.commit());
        sent.commit();
        commitAwaited = true;
        commitAt = now;
    }

    /** No more sound will be sent; the last run was committed. */
    void end(Instant now) {
        if (state != State.ENDING) {
            state = State.ENDING;
            endAt = now;
            conversation.end();
        }
    }

    /** Ends the conversation at once. */
    void abort() {
        conversation.abort();
    }

    /** Ends the conversation normally. */
    void close() {
        conversation.close();
    }

    void pingEvery(Duration interval, Instant now) {
        if (isReady() && overdue(pingAt, interval, now)) {
            pingAt = now;
            conversation.ping();
        }
    }

    /** Whether the provider has answered everything that was committed. */
    boolean isCaughtUp() {
        return utterances.idle() && !commitAwaited;
    }

    /** Whether all results have arrived and no more are expected. */
    boolean isDrained() {
        return state == State.ENDING && (providerEnded || answersCommits()) && isCaughtUp();
    }

    private boolean answersCommits() {
        return conversation.answersCommits() && !commitsUnknown;
    }

    boolean isOlderThan(Duration age, Instant now) {
        return overdue(openedAt, age, now);
    }

    boolean hasListenedFor(Duration time, Instant now) {
        return overdue(listeningSince, time, now);
    }

    /** Why the conversation must be given up, if an expected event is overdue. */
    Optional<Reason> overdue(StreamLimits limits, Instant now) {
        if (state == State.OPENING) {
            return overdue(openedAt, limits.connect(), now) ? Optional.of(Reason.TIMED_OUT) : Optional.empty();
        }
        boolean silent = state == State.CONNECTED && overdue(connectedAt, limits.firstEvent(), now)
                || conversation.answersSound() && !heardAnything && overdue(firstSoundAt, limits.firstEvent(), now);
        if (silent) {
            return Optional.of(Reason.TIMED_OUT);
        }
        if (keepsTime()) {
            return Optional.empty();
        }
        if (!isFree() && overdue(lastSoundAt, limits.stalled(), now)) {
            return Optional.of(Reason.STALLED);
        }
        Reason missing = unread ? Reason.NOT_JSON : Reason.TIMED_OUT;
        return isUnanswered(limits.finalAfterCommit(), now) ? Optional.of(missing) : Optional.empty();
    }

    private boolean isUnanswered(Duration patience, Instant now) {
        boolean owed = answersCommits() || !utterances.idle() || unread;
        if (commitAwaited && overdue(commitAt, patience, now)) {
            commitAwaited = false;
            return owed;
        }
        boolean oldest =
                utterances.oldestCommit().map(at -> overdue(at, patience, now)).orElse(false);
        return oldest || state == State.ENDING && !isDrained() && overdue(endAt, patience, now);
    }

    private static boolean overdue(Instant since, Duration patience, Instant now) {
        return !since.equals(Instant.MAX) && !now.isBefore(since.plus(patience));
    }

    /** The next utterance to deliver, in the order in which they were spoken. */
    Optional<PendingUtterance> takeNext() {
        return utterances.next();
    }

    /** The utterance whose partial text has changed since the last call. */
    Optional<PendingUtterance> takeChanged() {
        Optional<PendingUtterance> taken = changed.filter(utterance -> !utterance.hasEnded());
        changed = Optional.empty();
        return taken;
    }

    Optional<Reason> takeComplaint() {
        Optional<Reason> taken = complaint;
        complaint = Optional.empty();
        return taken;
    }

    void apply(RecognitionEvent event, Instant now) {
        heardAnything |= isReady();
        event.applyTo(this, now);
    }

    void listening(Instant now) {
        if (!isReady()) {
            state = State.LISTENING;
            listeningSince = now;
        }
    }

    /**
     * An utterance that has not ended. Before any sound was sent nobody can have spoken: whatever a provider recognises then has no
     * time and no speaker, and is ignored.
     */
    private Optional<PendingUtterance> underWay(String item) {
        return firstSoundAt.equals(Instant.MAX) ? Optional.empty() : utterances.underWay(item);
    }

    void speechStarted(String item, long millis) {
        underWay(item).ifPresent(utterance -> utterance.startedAt(sent.placeAt(millis)));
    }

    void speechStopped(String item, long millis) {
        underWay(item).ifPresent(utterance -> utterance.stoppedAt(sent.placeAt(millis)));
    }

    /** If the provider did not detect the end of the speech itself, our commit is the end. */
    void committed(String item, Instant now) {
        underWay(item).ifPresent(utterance -> {
            if (!utterance.hasStopped()) {
                utterance.stoppedAt(sent.committedTo());
                commitAwaited = false;
            }
            utterance.committed(now);
            utterances.order(utterance);
        });
    }

    void nothingCommitted() {
        commitAwaited = false;
    }

    /** The provider does not support commits: the conversation repeats the commit here, with silence instead. */
    void commitUnknown() {
        commitsUnknown = true;
        sent.silence(conversation.commit());
    }

    void delta(String item, String text) {
        underWay(item).ifPresent(utterance -> heardOn(utterance, utterance.say(text)));
    }

    /** Some providers repeat the same partial text with each piece of sound; repetitions are ignored. */
    void text(String item, String text) {
        underWay(item)
                .filter(utterance -> !utterance.says(text))
                .ifPresent(utterance -> heardOn(utterance, utterance.replaceText(text)));
    }

    private void heardOn(PendingUtterance utterance, boolean fits) {
        utterance.startedAtLatest(beginningOfNext());
        changed = Optional.of(utterance);
        if (!fits) {
            fail(utterance, Reason.TOO_LARGE);
        }
    }

    void completed(RecognitionEvent.Completed event) {
        underWay(event.item()).ifPresent(utterance -> {
            if (utterance.replaceText(event.text())) {
                utterance.complete(event.confidence(), event.doubtful(), place(event.from()), place(event.to()));
                finish(utterance);
            } else {
                fail(utterance, Reason.TOO_LARGE);
            }
        });
    }

    void utteranceFailed(String item, Reason reason) {
        underWay(item).ifPresent(utterance -> fail(utterance, reason));
    }

    private void fail(PendingUtterance utterance, Reason reason) {
        utterance.fail(reason);
        finish(utterance);
    }

    /** Where commits are not answered, the first utterance that ends after a commit is taken for the whole run. */
    private void finish(PendingUtterance utterance) {
        if (commitAwaited && sent.isCommitted() && !answersCommits()) {
            utterance.heardUpTo(sent.committedTo());
        }
        commitAwaited &= answersCommits();
        unread = false;
        utterance.startedAtLatest(beginningOfNext());
        utterances.end(utterance, sent.cursor());
        lastEnd = Math.max(lastEnd, utterance.to());
    }

    /** The silence between two runs was removed, so the position after the end of one is the beginning of the next. */
    private long beginningOfNext() {
        return sent.isCommitted() ? lastEnd : Math.max(lastEnd, sent.committedTo());
    }

    private OptionalLong place(OptionalLong millis) {
        return millis.isPresent() ? OptionalLong.of(sent.placeAt(millis.getAsLong())) : OptionalLong.empty();
    }

    void complained(Reason reason) {
        unread |= reason == Reason.NOT_JSON;
        complaint = Optional.of(reason);
    }

    void ended() {
        providerEnded = true;
        commitAwaited = false;
    }
}
