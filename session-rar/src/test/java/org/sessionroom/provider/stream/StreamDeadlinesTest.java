package org.sessionroom.provider.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sessionroom.provider.api.Reason;

/** How long a stream waits for its provider. */
class StreamDeadlinesTest {

    private final Speech speech = new Speech();
    private final FakeProvider provider = speech.provider;

    private FakeProvider.Conversation conversation(int number) {
        return provider.conversation(number);
    }

    private void assertTimedOutAfter(Duration patience, Reason reason) {
        speech.pass(patience.minusMillis(1));
        assertEquals(List.of(), speech.recorded.errors());
        speech.pass(Duration.ofMillis(1));
        assertEquals(List.of(reason), speech.recorded.errors());
    }

    @Test
    void aConnectionMustComeAboutInTime() {
        speech.stream.open();
        assertTimedOutAfter(StreamLimits.USUAL.connect(), Reason.TIMED_OUT);
    }

    @Test
    void aProviderThatWasReachedMustListenInTime() {
        speech.stream.open();
        speech.clock.pass(Duration.ofSeconds(4));
        conversation(1).connects();
        assertTimedOutAfter(StreamLimits.USUAL.firstEvent(), Reason.TIMED_OUT);
    }

    @Test
    void aProviderThatAnswersSoundMustAnswerTheFirstInTime() {
        provider.answersSound = true;
        speech.listening();
        speech.say(1);
        assertTimedOutAfter(StreamLimits.USUAL.firstEvent(), Reason.TIMED_OUT);
    }

    @Test
    void anAnswerWithoutAResultIsAnAnswer() {
        provider.answersSound = true;
        speech.listening();
        speech.say(1);
        conversation(1).tells(new RecognitionEvent.Nothing());
        speech.pass(StreamLimits.USUAL.firstEvent());
        assertEquals(List.of(), speech.recorded.errors());
    }

    @Test
    void aProviderMustReadWhatIsSent() {
        speech.listening();
        speech.say(1);
        conversation(1).stalls();
        assertTimedOutAfter(StreamLimits.USUAL.stalled(), Reason.STALLED);
    }

    @Test
    void aCommitMustBeAnsweredInTime() {
        speech.listening();
        speech.say(1);
        speech.stream.commit();
        assertTimedOutAfter(StreamLimits.USUAL.finalAfterCommit(), Reason.TIMED_OUT);
    }

    @Test
    void aCommitThatNeedsNoAnswerIsAnsweredByNothing() {
        provider.answersCommits = false;
        speech.listening();
        speech.say(1);
        speech.stream.commit();
        speech.pass(StreamLimits.USUAL.finalAfterCommit());
        assertEquals(List.of(), speech.recorded.errors());
        speech.stream.close();
        speech.assertEnded(Optional.empty());
        assertEquals(List.of(), speech.recorded.gaps());
    }

    @Test
    void anUtteranceThatWasCommittedMustCompleteInTime() {
        speech.listening();
        speech.say(1);
        speech.clock.pass(Duration.ofSeconds(20));
        conversation(1).hears("a", 0, 100);
        assertTimedOutAfter(StreamLimits.USUAL.finalAfterCommit(), Reason.TIMED_OUT);
    }

    @Test
    void aConversationThatKeepsTimeIsNotTimed() {
        provider.keepsTime = true;
        speech.listening();
        speech.say(1);
        speech.stream.commit();
        conversation(1).stalls();
        speech.pass(Duration.ofMinutes(5));
        assertEquals(List.of(), speech.recorded.errors());
    }
}
