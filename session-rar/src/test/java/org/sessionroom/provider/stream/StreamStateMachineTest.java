package org.sessionroom.provider.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sessionroom.provider.stream.StreamState.CLOSING;
import static org.sessionroom.provider.stream.StreamState.CONNECTING;
import static org.sessionroom.provider.stream.StreamState.ENDED;
import static org.sessionroom.provider.stream.StreamState.LISTENING;
import static org.sessionroom.provider.stream.StreamState.ROTATING;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sessionroom.provider.HandClock;
import org.sessionroom.provider.RecordedRecognition;
import org.sessionroom.provider.api.Appended;
import org.sessionroom.provider.api.ProviderMeter;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechSpec;

/** Each transition of a stream, and what each state accepts; no time passes but what the test passes in. */
class StreamStateMachineTest {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final byte[] FRAME = new byte[Speech.FRAME_BYTES];

    private final FakeProvider provider = new FakeProvider();
    private final HandClock timeOfDay = new HandClock();
    private final RecordedRecognition recorded = new RecordedRecognition();
    private final List<Optional<Reason>> ends = new ArrayList<>();
    private final Health health = new Health(timeOfDay, timeOfDay, true);
    private final StreamLimits limits = StreamLimits.USUAL;
    private Instant now = HandClock.START;
    private final StreamStateMachine machine = machine();

    private StreamStateMachine machine() {
        StreamContext context = new StreamContext(
                limits, timeOfDay, timeOfDay, new Random(7), provider, health, () -> ProviderMeter.NONE);
        SpeechSpec spec = new SpeechSpec(UUID.randomUUID(), "pt-BR", SpeechSpec.RATE);
        SpokenTime spoken = new SpokenTime(SpeechSpec.RATE);
        return new StreamStateMachine(
                limits,
                new Conversations(epoch -> provider.open("pt-BR", null)),
                new Reconnection(limits.giveUp(), new Backoff(context.random()), health),
                new UndeliveredSpeech(limits.kept(), spoken),
                new ListenerNotifier(spec, context, spoken, recorded),
                ends::add,
                now);
    }

    private void listens(int epoch) {
        machine.connected(epoch, now);
        machine.recognised(epoch, new RecognitionEvent.Ready(), now);
    }

    private void completes(int epoch, String text) {
        machine.recognised(epoch, new RecognitionEvent.Committed(text), now);
        machine.recognised(
                epoch,
                new RecognitionEvent.Completed(
                        text, text, OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty()),
                now);
    }

    private Appended say() {
        return machine.append(FRAME, now.toEpochMilli(), now);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        machine.tick(now);
    }

    /** Brings the stream into a state from its beginning. */
    private void reach(StreamState state) {
        machine.open(now);
        if (state == CONNECTING) {
            return;
        }
        listens(1);
        switch (state) {
            case ROTATING -> startRotation();
            case CLOSING -> {
                say();
                machine.close(now);
            }
            case ENDED -> machine.end(Optional.empty());
            default -> {}
        }
        assertEquals(state, machine.state());
    }

    private void startRotation() {
        for (int i = 0; i < 3; i++) {
            now = now.plus(Duration.ofMinutes(8));
            machine.commit(now);
        }
    }

    @Test
    void aStreamConnectsUntilItsProviderListens() {
        machine.open(now);
        assertEquals(CONNECTING, machine.state());
        machine.connected(1, now);
        assertEquals(CONNECTING, machine.state());
        machine.recognised(1, new RecognitionEvent.Ready(), now);
        assertEquals(LISTENING, machine.state());
    }

    @Test
    void aFailureWhileConnectingIsFollowedByAnotherAttempt() {
        reach(CONNECTING);
        machine.failed(1, Reason.UNREACHABLE, now);
        assertEquals(CONNECTING, machine.state());
        pass(LONGEST_PAUSE);
        listens(2);
        assertEquals(LISTENING, machine.state());
    }

    @Test
    void aFailureWhileListeningIsFollowedByAnotherConnection() {
        reach(LISTENING);
        machine.failed(1, Reason.DROPPED, now);
        assertEquals(CONNECTING, machine.state());
    }

    @Test
    void aConversationNearItsLimitIsReplacedAtAPause() {
        reach(LISTENING);
        startRotation();
        assertEquals(ROTATING, machine.state());
        listens(2);
        assertEquals(LISTENING, machine.state());
        say();
        assertEquals("0", provider.conversation(2).sent());
    }

    @Test
    void aSuccessorThatFailsLeavesTheStreamListening() {
        reach(ROTATING);
        machine.failed(2, Reason.BUSY, now);
        assertEquals(LISTENING, machine.state());
        pass(LONGEST_PAUSE);
        assertEquals(ROTATING, machine.state());
    }

    @Test
    void aFailureWhileRotatingEndsBothConversations() {
        reach(ROTATING);
        machine.failed(1, Reason.DROPPED, now);
        assertEquals(CONNECTING, machine.state());
        listens(2);
        assertEquals(CONNECTING, machine.state());
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTING", "LISTENING", "ROTATING"})
    void aCloseWithSpeechOnItsWayWaitsForTheResult(StreamState from) {
        reach(from);
        assertEquals(Appended.ACCEPTED, say());
        machine.close(now);
        assertEquals(CLOSING, machine.state());
        if (from == CONNECTING) {
            listens(1);
        }
        completes(1, "fim");
        assertEquals(ENDED, machine.state());
        assertEquals(List.of("fim"), recorded.texts());
        assertEquals(List.of(Optional.empty()), ends);
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTING", "LISTENING", "ROTATING"})
    void aCloseWithNothingOnItsWayEndsAtOnce(StreamState from) {
        reach(from);
        machine.close(now);
        assertEquals(ENDED, machine.state());
        assertEquals(List.of(Optional.empty()), ends);
    }

    @Test
    void aFailureWhileClosingLeavesTheStreamClosing() {
        reach(CLOSING);
        machine.failed(1, Reason.DROPPED, now);
        assertEquals(CLOSING, machine.state());
        pass(LONGEST_PAUSE);
        listens(2);
        assertEquals(CLOSING, machine.state());
        completes(2, "fim");
        assertEquals(ENDED, machine.state());
    }

    @Test
    void aClosingStreamEndsWithoutItsResultsAfterAWhile() {
        reach(CLOSING);
        pass(limits.finalAfterCommit().minusMillis(1));
        assertEquals(CLOSING, machine.state());
        pass(Duration.ofMillis(1));
        assertEquals(ENDED, machine.state());
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTING", "LISTENING", "ROTATING", "CLOSING"})
    void aPermanentRefusalEndsEveryState(StreamState from) {
        reach(from);
        machine.failed(1, Reason.REFUSED_LOGIN, now);
        assertEquals(ENDED, machine.state());
        assertEquals(List.of(Optional.of(Reason.REFUSED_LOGIN)), ends);
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTING", "LISTENING", "ROTATING", "CLOSING"})
    void anEndAtOnceIsPossibleInEveryStateAndHappensOnce(StreamState from) {
        reach(from);
        machine.end(Optional.of(Reason.DROPPED));
        machine.end(Optional.empty());
        assertEquals(ENDED, machine.state());
        assertEquals(List.of(Optional.of(Reason.DROPPED)), ends);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLOSING", "ENDED"})
    void afterTheCloseNoSpeechIsAccepted(StreamState state) {
        reach(state);
        assertEquals(Appended.LOST, say());
        machine.commit(now);
        machine.close(now);
        assertEquals(state, machine.state());
    }

    @Test
    void anEndedStreamIgnoresEverything() {
        reach(ENDED);
        listens(1);
        completes(1, "tarde demais");
        machine.free(1, now);
        machine.failed(1, Reason.FAILED, now);
        pass(Duration.ofHours(1));
        assertEquals(ENDED, machine.state());
        assertEquals(List.of(), recorded.texts());
        assertEquals(1, ends.size());
        assertEquals(1, provider.conversations.size());
    }

    @ParameterizedTest
    @EnumSource(StreamState.class)
    void noStateIsLeftForItselfAndOnlyTheEndIsFinal(StreamState state) {
        assertEquals(false, state.successors().contains(state));
        assertEquals(state == ENDED, state.successors().isEmpty());
        assertEquals(state != ENDED, state.successors().contains(ENDED));
    }

    @Test
    void onlyAStreamThatListensIsReplaced() {
        assertEquals(Set.of(ROTATING, CONNECTING, CLOSING, ENDED), LISTENING.successors());
        assertEquals(Set.of(LISTENING, CLOSING, ENDED), CONNECTING.successors());
    }
}
