package org.sessionroom.provider.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.provider.stream.Speech.at;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechResult.RecognisedUtterance;
import org.sessionroom.provider.api.SpeechResult.StateChanged.State;

/** The change to another conversation before the time limit of the provider. */
class StreamRotationTest {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Speech speech = new Speech();
    private final FakeProvider provider = speech.provider;

    private FakeProvider.Conversation conversation(int number) {
        return provider.conversation(number);
    }

    /** Speaks until another conversation is being opened. */
    private void untilTheLimitComesNear() {
        speech.passSpeaking(Duration.ofMinutes(8), 2);
        speech.passSpeaking(Duration.ofMinutes(7), 1);
    }

    private static String spoken(FakeProvider.Conversation conversation) {
        return conversation.sent().replace("ping ", "").replace("ping", "");
    }

    @Test
    void aLateFinalOfTheOlderConversationComesBeforeThoseOfTheNewer() {
        speech.listening();
        speech.say(2);
        untilPauseIsTaken();
        speech.say(3);
        speech.stream.commit();
        assertEquals("3 4 5 |", spoken(conversation(2)));
        conversation(2).tells(new RecognitionEvent.Delta("a", "no"));
        conversation(2).hears("a", 0, 300).completes("a", "nova");
        assertEquals(
                List.of(),
                speech.recorded.order().stream()
                        .filter(kind -> kind.contains("PartialText"))
                        .toList());
        assertEquals(List.of(), speech.recorded.texts());
        conversation(1).completes("a", "velha");
        assertEquals(List.of("velha", "nova"), speech.recorded.texts());
        assertEquals(List.of(1, 2), epochs());
        assertEquals(at(0), speech.recorded.finals().get(0).from());
        assertEquals(at(200), speech.recorded.finals().get(1).from());
        assertTrue(conversation(1).sent().endsWith("end close"), conversation(1)::sent);
        assertEquals(List.of(State.LISTENING), speech.recorded.states());
    }

    /** Ends with the second conversation in use, while the first owes the utterance "a". */
    private void untilPauseIsTaken() {
        provider.keepsTime = true;
        speech.passSpeaking(Duration.ofMinutes(8), 2);
        conversation(1).hears("a", 0, 200).tells(new RecognitionEvent.NothingCommitted());
        speech.passSpeaking(Duration.ofMinutes(7), 1);
        assertEquals(2, provider.conversations.size());
        conversation(2).listens();
        assertEquals("1 2 | end", spoken(conversation(1)).strip());
    }

    private List<Integer> epochs() {
        return speech.recorded.finals().stream().map(RecognisedUtterance::epoch).toList();
    }

    @Test
    void aFinalThatComesAfterTheFarewellIsNotDelivered() {
        speech.listening();
        speech.say(2);
        untilPauseIsTaken();
        conversation(1).completes("a", "velha").completes("b", "fantasma");
        assertEquals(List.of("velha"), speech.recorded.texts());
    }

    @Test
    void ifTheOlderConversationFailsEverythingSinceItsLastFinalIsSentAgainInAThird() {
        speech.listening();
        speech.say(2);
        untilPauseIsTaken();
        speech.say(1);
        conversation(1).fails(Reason.DROPPED);
        assertTrue(conversation(2).sent().endsWith("abort"), conversation(2)::sent);
        speech.pass(LONGEST_PAUSE);
        conversation(3).listens();
        assertEquals("1 2 | 3", conversation(3).sent());
    }

    @Test
    void theChangeWaitsForAPause() {
        speech.listening();
        untilTheLimitComesNear();
        speech.say(2);
        conversation(2).listens();
        assertEquals("1 2", spoken(conversation(1)).strip());
        speech.say(1);
        speech.stream.commit();
        assertEquals("1 2 3 | end", spoken(conversation(1)).strip());
        speech.say(1);
        assertEquals("4", spoken(conversation(2)));
    }

    @Test
    void atTheLimitTheChangeDoesNotWaitForAPause() {
        speech.listening();
        untilTheLimitComesNear();
        speech.say(2);
        conversation(2).listens();
        speech.pass(Duration.ofMinutes(2).minusMillis(1));
        assertEquals("1 2", spoken(conversation(1)).strip());
        speech.say(1);
        speech.pass(Duration.ofMillis(1));
        assertEquals("1 2 3 | end", spoken(conversation(1)).strip());
    }

    @Test
    void aNextConversationThatFailsIsTriedAgainAndDisturbsNobody() {
        speech.listening();
        untilTheLimitComesNear();
        conversation(2).fails(Reason.BUSY);
        assertEquals("abort", conversation(2).sent());
        assertEquals(List.of(), speech.recorded.errors());
        assertEquals(List.of(State.LISTENING), speech.recorded.states());
        speech.pass(Duration.ofMillis(499));
        assertEquals(2, provider.conversations.size());
        speech.pass(Duration.ofMillis(1));
        assertEquals(3, provider.conversations.size());
        speech.say(1);
        assertEquals("1", spoken(conversation(1)).strip());
    }

    @Test
    void aNextConversationThatIsNotReachedIsLeft() {
        speech.listening();
        untilTheLimitComesNear();
        speech.pass(StreamLimits.USUAL.connect());
        assertEquals("abort", conversation(2).sent());
        assertEquals(List.of(), speech.recorded.errors());
    }

    @Test
    void aClosingStreamNeedsNoNextConversation() {
        speech.listening();
        untilTheLimitComesNear();
        speech.say(1);
        speech.stream.close();
        assertEquals("abort", conversation(2).sent());
        assertEquals("1 | end", spoken(conversation(1)).strip());
    }
}
