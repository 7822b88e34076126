package org.sessionroom.provider.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sessionroom.provider.api.Appended;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechResult.StateChanged.State;

/** How a stream ends: closed, stopped, abandoned, or without its owner. */
class StreamEndTest {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Speech speech = new Speech();
    private final FakeProvider provider = speech.provider;

    private FakeProvider.Conversation conversation(int number) {
        return provider.conversation(number);
    }

    @Test
    void aCloseWithoutAnythingOpenEndsAtOnce() {
        speech.listening();
        speech.say(1);
        speech.stream.commit();
        conversation(1).hears("a", 0, 100).tells(new RecognitionEvent.NothingCommitted());
        conversation(1).completes("a", "sim");
        speech.stream.close();
        assertEquals("1 | close", conversation(1).sent());
        speech.assertEnded(Optional.empty());
        assertEquals(List.of(State.LISTENING), speech.recorded.states());
    }

    @Test
    void aCloseCommitsWhatWasSaidAndWaitsForItsResult() {
        speech.listening();
        speech.say(2);
        speech.stream.close();
        assertEquals("1 2 | end", conversation(1).sent());
        assertEquals(Set.of(Appended.LOST), speech.say(1));
        assertEquals(List.of(), speech.ends);
        conversation(1).tells(new RecognitionEvent.Committed("a")).completes("a", "fim");
        assertEquals("1 2 | end close", conversation(1).sent());
        assertEquals(List.of("fim"), speech.recorded.texts());
        speech.assertEnded(Optional.empty());
    }

    @Test
    void aCloseBeforeTheProviderListensSendsEverythingLater() {
        speech.stream.open();
        speech.say(2);
        speech.stream.close();
        conversation(1).listens();
        assertEquals("1 2 | end", conversation(1).sent());
    }

    @Test
    void aClosedStreamDoesNotWaitForeverAndReportsWhatIsMissing() {
        speech.listening();
        speech.say(2);
        speech.stream.close();
        speech.clock.pass(StreamLimits.USUAL.finalAfterCommit());
        speech.stream.tick();
        assertEquals(List.of(speech.gap(0, 200, Reason.TIMED_OUT)), speech.recorded.gaps());
        speech.assertEnded(Optional.empty());
    }

    @Test
    void aClosedStreamWhoseConversationFailsSendsTheRestInAnother() {
        speech.listening();
        speech.say(2);
        speech.stream.close();
        conversation(1).fails(Reason.DROPPED);
        assertEquals(List.of(), speech.ends);
        speech.pass(LONGEST_PAUSE);
        conversation(2).listens();
        assertEquals("1 2 | end", conversation(2).sent());
        conversation(2).tells(new RecognitionEvent.Committed("a")).completes("a", "fim");
        assertEquals(List.of("fim"), speech.recorded.texts());
        speech.assertEnded(Optional.empty());
    }

    @Test
    void aClosedStreamWithEverythingDeliveredNeedsNoOtherConversation() {
        provider.answersCommits = false;
        speech.listening();
        speech.say(1);
        conversation(1).hears("a", 0, 100).completes("a", "sim");
        conversation(1).tells(new RecognitionEvent.Delta("b", "ru"));
        speech.stream.close();
        assertEquals(List.of(), speech.ends);
        conversation(1).fails(Reason.DROPPED);
        speech.assertEnded(Optional.empty());
        assertEquals(List.of(), speech.recorded.gaps());
        assertEquals(List.of(State.LISTENING), speech.recorded.states());
    }

    @Test
    void aStoppedStreamIsLostAndReportsWhatWasNotHeard() {
        speech.listening();
        speech.say(2);
        speech.stream.stop();
        assertEquals("1 2 close", conversation(1).sent());
        assertEquals(List.of(speech.gap(0, 200, Reason.DROPPED)), speech.recorded.gaps());
        assertEquals(List.of(State.LISTENING, State.LOST), speech.recorded.states());
        speech.assertEnded(Optional.of(Reason.DROPPED));
        speech.stream.stop();
        assertEquals(1, speech.ends.size());
    }

    @Test
    void anAbandonedStreamEndsAtOnceAlsoAfterItsClose() {
        speech.listening();
        speech.say(2);
        speech.stream.close();
        speech.stream.abandon();
        assertEquals("1 2 | end close", conversation(1).sent());
        conversation(1).completes("a", "tarde demais");
        assertEquals(List.of(), speech.recorded.texts());
        assertEquals(List.of(State.LISTENING), speech.recorded.states());
        speech.assertEnded(Optional.empty());
    }

    @Test
    void anOwnerWithoutASignOfLifeForTenMinutesLosesTheStream() {
        speech.listening();
        speech.say(1);
        conversation(1).hears("a", 0, 100).completes("a", "sim");
        speech.pass(StreamLimits.USUAL.lease().minusMillis(1));
        assertEquals(List.of(), speech.ends);
        speech.pass(Duration.ofMillis(1));
        assertEquals(List.of(Reason.ABANDONED), speech.recorded.errors());
        assertEquals(List.of(State.LISTENING, State.LOST), speech.recorded.states());
        speech.assertEnded(Optional.empty());
    }

    @Test
    void aCommitIsASignOfLife() {
        speech.listening();
        speech.passSpeaking(Duration.ofMinutes(9), 2);
        assertEquals(List.of(), speech.ends);
    }
}
