package org.sessionroom.provider.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.provider.stream.Speech.at;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sessionroom.provider.api.ProviderHealth;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechResult.RecognisedUtterance;
import org.sessionroom.provider.api.SpeechResult.StateChanged.State;

/** What a stream does when its provider fails: another conversation, the same speech again, or the end. */
class StreamFailureTest {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Speech speech = new Speech();
    private final FakeProvider provider = speech.provider;

    private FakeProvider.Conversation conversation(int number) {
        return provider.conversation(number);
    }

    @Test
    void afterAFailureThereIsAPauseBeforeTheNextConversation() {
        speech.listening();
        conversation(1).fails(Reason.DROPPED);
        assertEquals("abort", conversation(1).sent());
        assertEquals(List.of(State.LISTENING, State.RECONNECTING), speech.recorded.states());
        assertEquals(List.of(Reason.DROPPED), speech.recorded.errors());
        assertEquals(List.of(Reason.DROPPED), speech.reconnections);
        speech.pass(Duration.ofMillis(499));
        assertEquals(1, provider.conversations.size());
        speech.pass(Duration.ofMillis(1));
        assertEquals(2, provider.conversations.size());
        conversation(2).listens();
        assertEquals(List.of(State.LISTENING, State.RECONNECTING, State.LISTENING), speech.recorded.states());
    }

    @Test
    void whatWasNotDeliveredIsSentAgainWithItsPauses() {
        speech.listening();
        speech.say(2);
        speech.stream.commit();
        speech.say(3);
        speech.stream.commit();
        speech.say(1);
        conversation(1).hears("a", 0, 200).completes("a", "um");
        conversation(1).hears("b", 200, 400);
        conversation(1).fails(Reason.DROPPED);
        speech.say(1);
        speech.pass(LONGEST_PAUSE);
        conversation(2).listens();
        assertEquals("3 4 5 | 6 7", conversation(2).sent());
        conversation(2).hears("b", 0, 300).completes("b", "dois");
        assertEquals(List.of("um", "dois"), speech.recorded.texts());
        RecognisedUtterance again = speech.recorded.finals().get(1);
        assertEquals(2, again.epoch());
        assertEquals(at(200), again.from());
        assertEquals(at(500), again.to());
        assertEquals(List.of(), speech.recorded.gaps());
    }

    @Test
    void afterTheStreamHasLeftItAConversationCountsForNothing() {
        speech.listening();
        speech.say(1);
        conversation(1).fails(Reason.DROPPED);
        conversation(1).hears("a", 0, 100).completes("a", "tarde demais");
        conversation(1).fails(Reason.FAILED);
        assertEquals(List.of(), speech.recorded.texts());
        assertEquals(List.of(Reason.DROPPED), speech.recorded.errors());
    }

    @Test
    void eachFailureInARowDoublesThePauseUntilSomethingIsHeard() {
        speech.listening();
        List<Long> pauses = List.of(pauseAfterFailure(), pauseAfterFailure(), pauseAfterFailure(), pauseAfterFailure());
        assertTrue(pauses.get(3) >= 2_000 && pauses.get(3) <= 4_000, pauses::toString);
        last().listens();
        speech.say(1);
        last().tells(new RecognitionEvent.Delta("a", "sim"));
        assertEquals(500, pauseAfterFailure());
    }

    @Test
    void aConversationThatWorkedForHalfAMinuteProvesThatTheProviderIsBack() {
        speech.listening();
        pauseAfterFailure();
        pauseAfterFailure();
        last().listens();
        speech.clock.pass(Duration.ofSeconds(30));
        assertEquals(500, pauseAfterFailure());
    }

    private FakeProvider.Conversation last() {
        return provider.conversations.get(provider.conversations.size() - 1);
    }

    /** Milliseconds until the next conversation is opened. */
    private long pauseAfterFailure() {
        int before = provider.conversations.size();
        last().fails(Reason.DROPPED);
        long millis = 0;
        for (; provider.conversations.size() == before; millis++) {
            speech.pass(Duration.ofMillis(1));
        }
        return millis;
    }

    @Test
    void aProviderThatIsAwayForTenMinutesLosesTheStream() {
        speech.listening();
        speech.say(5);
        conversation(1).fails(Reason.UNREACHABLE);
        int minutes = 0;
        while (speech.ends.isEmpty()) {
            speech.passSpeaking(Duration.ofMinutes(1), 1);
            minutes++;
            last().fails(Reason.UNREACHABLE);
        }
        assertEquals(10, minutes);
        assertEquals(List.of(speech.gap(0, 500, Reason.UNREACHABLE)), speech.recorded.gaps());
        assertEquals(State.LOST, speech.recorded.states().get(2));
        speech.assertEnded(Optional.of(Reason.UNREACHABLE));
    }

    @Test
    void aPermanentRefusalLosesTheStreamAtOnce() {
        speech.listening();
        speech.say(5);
        conversation(1).fails(Reason.OUT_OF_QUOTA);
        assertEquals(List.of(Reason.OUT_OF_QUOTA), speech.recorded.errors());
        assertEquals(List.of(State.LISTENING, State.LOST), speech.recorded.states());
        assertEquals(List.of(speech.gap(0, 500, Reason.OUT_OF_QUOTA)), speech.recorded.gaps());
        assertEquals(Optional.of(Reason.OUT_OF_QUOTA), speech.health.now().reason());
        speech.assertEnded(Optional.of(Reason.OUT_OF_QUOTA));
    }

    @Test
    void aRefusalBeforeTheProviderListensConcernsItsConfiguration() {
        speech.stream.open();
        conversation(1).connects().fails(Reason.REFUSED_REQUEST);
        speech.assertEnded(Optional.of(Reason.MISCONFIGURED));
    }

    @Test
    void speechThatBreaksFiveConversationsIsGivenUp() {
        speech.listening();
        speech.say(5);
        for (int i = 1; i <= 5; i++) {
            assertEquals(List.of(), speech.recorded.gaps());
            assertEquals("1 2 3 4 5", conversation(i).sent());
            conversation(i).fails(Reason.FAILED);
            speech.pass(LONGEST_PAUSE);
            last().listens();
        }
        assertEquals(List.of(speech.gap(0, 500, Reason.FAILED)), speech.recorded.gaps());
        assertEquals("", last().sent());
        speech.say(1);
        assertEquals("6", last().sent());
    }

    @Test
    void aProviderThatListensIsUpUnlessItsConversationIsOnlyOurs() {
        speech.listening();
        assertEquals(ProviderHealth.State.UP, speech.health.now().state());
        conversation(1).fails(Reason.BUSY);
        assertEquals(ProviderHealth.State.DOWN, speech.health.now().state());
        provider.keepsTime = true;
        speech.pass(LONGEST_PAUSE);
        conversation(2).listens();
        assertEquals(ProviderHealth.State.DOWN, speech.health.now().state());
        speech.say(1);
        conversation(2).hears("a", 0, 100).completes("a", "sim");
        assertEquals(ProviderHealth.State.UP, speech.health.now().state());
    }
}
