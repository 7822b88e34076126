package org.sessionroom.provider.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.provider.stream.Speech.at;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sessionroom.provider.api.Appended;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechConnection;
import org.sessionroom.provider.api.SpeechResult.StateChanged.State;

/** What of the speech is sent to a provider, and what is dropped because the provider does not take it. */
class StreamSendingTest {

    private final Speech speech = new Speech();
    private final FakeProvider provider = speech.provider;

    private FakeProvider.Conversation conversation(int number) {
        return provider.conversation(number);
    }

    @Test
    void speechWaitsForTheProviderAndIsThenSentWithItsPauses() {
        speech.stream.open();
        speech.say(3);
        speech.stream.commit();
        speech.say(2);
        assertEquals("", conversation(1).sent());
        conversation(1).connects();
        assertEquals("", conversation(1).sent());
        conversation(1).listens();
        assertEquals("1 2 3 | 4 5", conversation(1).sent());
        assertEquals(List.of(State.LISTENING), speech.recorded.states());
    }

    @Test
    void onlyAWholeShortFrameIsAccepted() {
        speech.listening();
        for (int bytes : List.of(0, 3, SpeechConnection.MOST_BYTES + 2)) {
            assertThrows(IllegalArgumentException.class, () -> speech.stream.append(new byte[bytes], 0));
        }
        assertEquals(Appended.ACCEPTED, speech.stream.append(new byte[SpeechConnection.MOST_BYTES], 0));
    }

    @Test
    void aProviderThatTakesNoMoreIsSentTheRestWhenItDoes() {
        speech.listening();
        conversation(1).stalls();
        speech.say(3);
        speech.stream.commit();
        assertEquals("", conversation(1).sent());
        conversation(1).takesMore();
        assertEquals("1 2 3 |", conversation(1).sent());
    }

    @Test
    void aCommitWithoutNewSpeechSendsNothing() {
        speech.listening();
        speech.say(1);
        speech.stream.commit();
        speech.stream.commit();
        assertEquals("1 |", conversation(1).sent());
        conversation(1).hears("a", 0, 100).completes("a", "sim");
        speech.stream.commit();
        assertEquals("1 |", conversation(1).sent());
    }

    @Test
    void aCommitThatTheProviderDoesNotKnowIsRepeated() {
        speech.listening();
        speech.say(1);
        speech.stream.commit();
        conversation(1).tells(new RecognitionEvent.CommitUnknown());
        assertEquals("1 | |", conversation(1).sent());
    }

    @Test
    void aReadyConversationIsPingedInIntervals() {
        speech.listening();
        speech.pass(Duration.ofSeconds(19));
        speech.pass(Duration.ofSeconds(1));
        speech.pass(Duration.ofSeconds(19));
        assertEquals("ping", conversation(1).sent());
        speech.pass(Duration.ofSeconds(1));
        assertEquals("ping ping", conversation(1).sent());
    }

    @Test
    void whileAProviderStallsTheNewestSpeechIsDroppedAndOneGapReportsIt() {
        speech.listening();
        conversation(1).stalls();
        assertEquals(Set.of(Appended.ACCEPTED), speech.say(300));
        assertEquals(Set.of(Appended.OVERFLOW), speech.say(20));
        assertEquals(List.of(), speech.recorded.gaps());
        conversation(1).takesMore();
        assertEquals(Set.of(Appended.ACCEPTED), speech.say(1));
        assertEquals(List.of(speech.gap(30_000, 32_000, Reason.STALLED)), speech.recorded.gaps());
        assertTrue(conversation(1).sent().endsWith(" 99 100 21"), conversation(1)::sent);
    }

    @Test
    void speechAfterADroppedPartKeepsItsOwnTime() {
        speech.listening();
        conversation(1).stalls();
        speech.say(320);
        conversation(1).takesMore();
        speech.say(10);
        conversation(1).hears("a", 30_000, 30_500).completes("a", "depois");
        assertEquals(at(32_000), speech.recorded.finals().get(0).from());
        assertEquals(at(32_500), speech.recorded.finals().get(0).to());
    }

    @Test
    void withoutAProviderTheOldestSpeechIsDropped() {
        speech.stream.open();
        assertEquals(Set.of(Appended.ACCEPTED), speech.say(310));
        conversation(1).listens();
        assertEquals(List.of(speech.gap(0, 1_000, Reason.TOO_LONG_AGO)), speech.recorded.gaps());
        assertTrue(conversation(1).sent().startsWith("11 12 13"), conversation(1)::sent);
    }

    @Test
    void whatIsLeftOutAtTheCloseIsReported() {
        speech.listening();
        conversation(1).stalls();
        speech.say(301);
        speech.stream.close();
        assertEquals(List.of(speech.gap(30_000, 30_100, Reason.STALLED)), speech.recorded.gaps());
    }
}
