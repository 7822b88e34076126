package org.sessionroom.provider.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.sessionroom.provider.api.Appended;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechResult.StateChanged;

/**
 * The life of one stream ({@link StreamState}): a conversation is opened, sound is sent in it and results come back. Before a provider's
 * time limit another conversation is opened, speech switches to it at a pause, and the old one continues until its last result. If a
 * conversation fails, all conversations of the stream are given up and a new one is opened, in which everything is sent again that was
 * spoken since the last delivered utterance; so no utterance is delivered twice, and audio that is no longer buffered is reported as a
 * gap. If a provider refuses permanently ({@link Reason.Remedy#OPERATOR}), or is unreachable for {@link StreamLimits#giveUp()}, the
 * stream is lost.
 *
 * <p>It has no lock, no clock and no thread: the caller makes one call at a time and passes the time in. The events of a conversation that
 * the stream has left are ignored.
 */
final class StreamStateMachine {

    /** A conversation that worked this long proves that the provider is back. */
    private static final Duration PROVED = Duration.ofSeconds(30);

    private final StreamLimits limits;
    private final Conversations conversations;
    private final Reconnection reconnection;
    private final UndeliveredSpeech speech;
    private final ListenerNotifier notifier;
    private final DroppedAudio dropped;
    private final Consumer<Optional<Reason>> over;

    private StreamState state = StreamState.CONNECTING;
    private Instant lastSign;
    private Instant closedAt = Instant.MAX;
    private Reason lastFailure = Reason.TIMED_OUT;
    private boolean ownerGone;

    /** @param over called at the end of the stream, with the reason if it was lost */
    StreamStateMachine(
            StreamLimits limits,
            Conversations conversations,
            Reconnection reconnection,
            UndeliveredSpeech speech,
            ListenerNotifier notifier,
            Consumer<Optional<Reason>> over,
            Instant now) {
        this.limits = limits;
        this.conversations = conversations;
        this.reconnection = reconnection;
        this.speech = speech;
        this.notifier = notifier;
        this.over = over;
        dropped = new DroppedAudio(notifier::dropped);
        lastSign = now;
    }

    StreamState state() {
        return state;
    }

    private void become(StreamState next) {
        if (!state.successors().contains(next)) {
            throw new IllegalStateException(state + " cannot become " + next);
        }
        state = next;
    }

    /** Opens the first conversation. */
    void open(Instant now) {
        conversations.openCurrent(now);
    }

    /** Accepts a whole number of samples, the first of which was spoken at this time. */
    Appended append(byte[] pcm, long atMillis, Instant now) {
        if (!state.acceptsSpeech()) {
            return Appended.LOST;
        }
        lastSign = now;
        // While a conversation accepts sound, its order must be preserved: the newest sound is dropped.
        // Otherwise the oldest is dropped, because newer speech is worth more.
        if (state.sendsSpeech() && speech.wouldDrop(current().cursor(), pcm)) {
            dropped.add(pcm, atMillis);
            return Appended.OVERFLOW;
        }
        dropped.report();
        speech.append(pcm, atMillis);
        send(now);
        return Appended.ACCEPTED;
    }

    /** A run of speech has ended. */
    void commit(Instant now) {
        if (state.acceptsSpeech()) {
            lastSign = now;
            speech.endRun();
            send(now);
        }
    }

    /** No more speech follows; what was appended is still recognised. */
    void close(Instant now) {
        if (!state.acceptsSpeech()) {
            return;
        }
        become(StreamState.CLOSING);
        closedAt = now;
        dropped.report();
        speech.endRun();
        conversations.abortSuccessor();
        if (speech.isEmpty() && conversations.areCaughtUp()) {
            finish(Optional.empty());
        } else {
            send(now);
            deliver();
        }
    }

    /**
     * Ends the stream at once, without waiting for results.
     *
     * @param lost why it is lost; empty at the wish of its owner
     */
    void end(Optional<Reason> lost) {
        if (state != StreamState.ENDED) {
            finish(lost);
        }
    }

    /** Does what has become due. */
    void tick(Instant now) {
        if (state.acceptsSpeech() && !now.isBefore(lastSign.plus(limits.lease()))) {
            notifier.error(Reason.ABANDONED);
            ownerGone = true;
            close(now);
            return;
        }
        if (state == StreamState.CLOSING && !now.isBefore(closedAt.plus(limits.finalAfterCommit()))) {
            finish(Optional.empty());
            return;
        }
        for (Epoch epoch : conversations.all()) {
            epoch.overdue(limits, now).ifPresent(reason -> failed(epoch.number(), reason, now));
        }
        if (state != StreamState.ENDED && conversations.isEmpty() && reconnection.mayOpen(now)) {
            conversations.openCurrent(now);
        }
        conversations.pingEvery(limits.ping(), now);
        deliver();
        rotate(now);
    }

    /** A conversation has reached its provider. */
    void connected(int epoch, Instant now) {
        conversations.find(epoch).ifPresent(present -> present.connected(now));
    }

    /** A conversation can send more. */
    void free(int epoch, Instant now) {
        conversations.find(epoch).ifPresent(present -> send(now));
    }

    /** The provider of a conversation has answered. */
    void recognised(int number, RecognitionEvent event, Instant now) {
        conversations.find(number).ifPresent(epoch -> {
            boolean before = epoch.isReady();
            epoch.apply(event, now);
            if (epoch.isReady() && !before) {
                nowReady(epoch, now);
            }
            epoch.takeComplaint().ifPresent(notifier::error);
            if (conversations.isOldest(epoch)) {
                epoch.takeChanged().ifPresent(utterance -> showPartial(epoch, utterance));
            }
            deliver();
            send(now);
        });
    }

    private void nowReady(Epoch epoch, Instant now) {
        if (conversations.isSuccessor(epoch)) {
            rotate(now);
            return;
        }
        if (speech.oldest() > speech.delivered()) {
            notifier.gap(speech.delivered(), speech.oldest(), Reason.TOO_LONG_AGO);
            speech.deliveredUpTo(speech.oldest());
        }
        epoch.beginAt(speech.delivered());
        if (state == StreamState.CONNECTING) {
            become(StreamState.LISTENING);
        }
        notifier.state(StateChanged.State.LISTENING);
        if (!epoch.keepsTime()) {
            reconnection.reached();
        }
        send(now);
    }

    private Epoch current() {
        return conversations.current().orElseThrow();
    }

    private void send(Instant now) {
        conversations.current().filter(Epoch::isReady).ifPresent(epoch -> {
            speech.sendTo(epoch, now);
            if (state == StreamState.CLOSING && speech.isSentTo(epoch)) {
                epoch.end(now);
            }
            rotate(now);
        });
    }

    /** Before a provider's time limit: opens the next conversation, and switches to it at a pause. */
    private void rotate(Instant now) {
        if (!state.sendsSpeech() || !current().isOlderThan(limits.rotate(), now)) {
            return;
        }
        if (state == StreamState.ROTATING) {
            switchOver(current(), now);
        } else if (reconnection.mayOpen(now)) {
            conversations.openSuccessor(now);
            become(StreamState.ROTATING);
        }
    }

    private void switchOver(Epoch current, Instant now) {
        if (!conversations.isSuccessorReady() || current.cursor() != speech.end() || !current.isFree()) {
            return;
        }
        if (current.isOlderThan(limits.rotateAtLatest(), now) && !speech.isSentTo(current)) {
            current.commit(now);
        }
        if (speech.isSentTo(current)) {
            conversations.switchOver(now);
            become(StreamState.LISTENING);
            deliver();
        }
    }

    /** Doubtful partial text is not shown before the final. */
    private void showPartial(Epoch epoch, PendingUtterance utterance) {
        RecognisedText spoken = utterance.spoken();
        if (!spoken.isNothing() && !spoken.doubtful()) {
            reconnection.proved();
            notifier.partial(utterance, spoken, epoch.cursor());
        }
    }

    /** Delivers what has ended, in order: nothing of a conversation before everything of the one before it. */
    private void deliver() {
        Optional<Epoch> oldest = conversations.oldest();
        while (oldest.isPresent() && deliverAll(oldest.get())) {
            conversations.closeOldest();
            oldest = conversations.oldest();
            if (oldest.isEmpty()) {
                finish(Optional.empty());
            }
        }
    }

    /** @return whether no more is expected of this conversation */
    private boolean deliverAll(Epoch epoch) {
        for (var next = epoch.takeNext(); next.isPresent(); next = epoch.takeNext()) {
            deliver(epoch, next.get());
        }
        if (epoch.isReady() && epoch.isCaughtUp()) {
            speech.deliveredUpTo(epoch.committedTo());
        }
        return epoch.isDrained();
    }

    private void deliver(Epoch epoch, PendingUtterance utterance) {
        RecognisedText spoken = utterance.spoken();
        if (utterance.failure().isPresent()) {
            notifier.failed(utterance, utterance.failure().get());
        } else if (!spoken.isNothing()) {
            reconnection.proved();
            notifier.utterance(epoch.number(), utterance, spoken);
        }
        speech.deliveredUpTo(utterance.heardUntil());
    }

    /** A conversation is over although it was still needed. */
    void failed(int number, Reason cause, Instant now) {
        conversations.find(number).ifPresent(epoch -> {
            // A refusal before the conversation was ready concerns its configuration.
            Reason reason =
                    !epoch.isReady() && cause.remedy() == Reason.Remedy.OTHER_QUESTION ? Reason.MISCONFIGURED : cause;
            if (conversations.isSuccessor(epoch)) {
                conversations.abortSuccessor();
                reconnection.pause(now);
                become(StreamState.LISTENING);
            } else {
                connectionFailed(epoch, reason, now);
            }
        });
    }

    private void connectionFailed(Epoch epoch, Reason reason, Instant now) {
        if (current().hasListenedFor(PROVED, now)) {
            reconnection.proved();
        }
        reconnection.failed(reason, now);
        lastFailure = reason;
        dropIfItBreaksEverything(epoch, reason);
        conversations.abortAll();
        if (reconnection.isHopeless(reason, now)) {
            notifier.error(reason);
            finish(Optional.of(reason));
        } else if (state == StreamState.CLOSING && speech.isEmpty()) {
            finish(Optional.empty());
        } else {
            if (state.sendsSpeech()) {
                become(StreamState.CONNECTING);
            }
            notifier.reconnecting(reason);
            reconnection.pause(now);
        }
    }

    private void dropIfItBreaksEverything(Epoch epoch, Reason reason) {
        boolean sent = epoch.isReady() && epoch.cursor() > speech.delivered();
        if (sent && reconnection.strike(speech.delivered())) {
            notifier.gap(speech.delivered(), epoch.cursor(), reason);
            speech.deliveredUpTo(epoch.cursor());
        }
    }

    private void finish(Optional<Reason> lost) {
        become(StreamState.ENDED);
        lastFailure = lost.orElse(lastFailure);
        dropped.report();
        notifier.gap(speech.delivered(), speech.end(), lastFailure);
        speech.deliveredUpTo(speech.end());
        conversations.closeAll();
        if (lost.isPresent() || ownerGone) {
            notifier.state(StateChanged.State.LOST);
        }
        over.accept(lost);
    }
}
