package org.sessionroom.provider.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sessionroom.provider.stream.Speech.at;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.sessionroom.provider.api.Reason;

/** The texts and times of what a stream delivers. */
class StreamResultsTest {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Speech speech = new Speech();
    private final FakeProvider provider = speech.provider;

    private FakeProvider.Conversation conversation(int number) {
        return provider.conversation(number);
    }

    @Test
    void theProvidersTimesAreMappedAcrossSilenceThatWasLeftOut() {
        provider.silence = Speech.FRAME_BYTES / 2 * 3;
        speech.listening();
        speech.say(5);
        speech.stream.commit();
        speech.pause(Duration.ofMinutes(1));
        speech.say(5);
        // The provider received 0.5 s of speech, 0.3 s of silence, and speech again.
        conversation(1).hears("a", 100, 600).completes("a", "um");
        conversation(1).hears("b", 900, 1_200).completes("b", "dois");
        assertEquals(at(100), speech.recorded.finals().get(0).from());
        assertEquals(at(500), speech.recorded.finals().get(0).to());
        assertEquals(at(60_600), speech.recorded.finals().get(1).from());
        assertEquals(at(60_900), speech.recorded.finals().get(1).to());
    }

    @Test
    void aTimeBeyondWhatWasSentIsTheEndOfIt() {
        speech.listening();
        speech.say(2);
        conversation(1)
                .tells(new RecognitionEvent.Completed(
                        "a", "sim", OptionalDouble.of(0.5), OptionalLong.of(50), OptionalLong.of(9_999)));
        assertEquals(at(50), speech.recorded.finals().get(0).from());
        assertEquals(at(200), speech.recorded.finals().get(0).to());
        assertEquals(OptionalDouble.of(0.5), speech.recorded.finals().get(0).confidence());
    }

    @Test
    void aTimeBeforeTheBeginningIsTheBeginning() {
        speech.listening();
        speech.say(2);
        conversation(1)
                .tells(new RecognitionEvent.Completed(
                        "a", "sim", OptionalDouble.empty(), OptionalLong.of(-500), OptionalLong.of(100)));
        assertEquals(at(0), speech.recorded.finals().get(0).from());
    }

    @Test
    void anUtteranceWithoutTimesBeginsWhereTheOneBeforeEnded() {
        speech.listening();
        speech.say(2);
        conversation(1).completes("a", "um");
        speech.say(3);
        conversation(1).completes("b", "dois");
        assertEquals(at(0), speech.recorded.finals().get(0).from());
        assertEquals(at(200), speech.recorded.finals().get(0).to());
        assertEquals(at(200), speech.recorded.finals().get(1).from());
        assertEquals(at(500), speech.recorded.finals().get(1).to());
    }

    @Test
    void withoutCommitsOfItsOwnAProvidersFinalAfterTheSilenceCoversTheWholeRun() {
        provider.answersCommits = false;
        speech.listening();
        speech.say(5);
        speech.stream.commit();
        conversation(1)
                .tells(new RecognitionEvent.Completed(
                        "a", "sim", OptionalDouble.empty(), OptionalLong.of(100), OptionalLong.of(300)));
        assertEquals(at(300), speech.recorded.finals().get(0).to());
        conversation(1).fails(Reason.DROPPED);
        speech.pass(LONGEST_PAUSE);
        conversation(2).listens();
        assertEquals("", conversation(2).sent());
    }

    @Test
    void suchAFinalCoversTheRunAlsoWhileAnotherUtteranceIsOpen() {
        provider.answersCommits = false;
        speech.listening();
        speech.say(5);
        speech.stream.commit();
        conversation(1).tells(new RecognitionEvent.Delta("b", "[MÚSICA]"));
        conversation(1)
                .tells(new RecognitionEvent.Completed(
                        "a", "sim", OptionalDouble.empty(), OptionalLong.of(100), OptionalLong.of(300)));
        conversation(1).fails(Reason.DROPPED);
        speech.pass(LONGEST_PAUSE);
        conversation(2).listens();
        assertEquals("", conversation(2).sent());
    }

    @Test
    void aRunThatWasHeardAsAWholeOwesNothingAtTheClose() {
        provider.answersCommits = false;
        speech.listening();
        speech.say(5);
        speech.stream.commit();
        conversation(1).completes("a", "sim");
        speech.stream.close();
        speech.assertEnded(Optional.empty());
        assertEquals(List.of(), speech.recorded.gaps());
    }

    @Test
    void anUtteranceThatFailsOrIsTooLongIsAGap() {
        speech.listening();
        speech.say(4);
        conversation(1).hears("a", 0, 100).tells(new RecognitionEvent.Failed("a", Reason.FAILED));
        conversation(1).hears("b", 100, 200).completes("b", "a".repeat(20_000));
        conversation(1).hears("c", 200, 300).tells(new RecognitionEvent.Delta("c", "a".repeat(20_000)));
        conversation(1).completes("c", "nunca mais");
        assertEquals(
                List.of(
                        speech.gap(0, 100, Reason.FAILED),
                        speech.gap(100, 200, Reason.TOO_LARGE),
                        speech.gap(200, 300, Reason.TOO_LARGE)),
                speech.recorded.gaps());
        assertEquals(List.of(), speech.recorded.texts());
    }

    @Test
    void whatNobodySaysIsNeitherAnUtteranceNorAGapAndIsNotSentAgain() {
        speech.listening();
        speech.say(2);
        conversation(1).hears("a", 0, 200).completes("a", "[MÚSICA]");
        conversation(1).fails(Reason.DROPPED);
        speech.pass(LONGEST_PAUSE);
        conversation(2).listens();
        assertEquals("", conversation(2).sent());
        assertEquals(List.of(), speech.recorded.texts());
        assertEquals(List.of(), speech.recorded.gaps());
    }

    @Test
    void partialTextGrowsAndIsRepeatedOnlyWhenItChanged() {
        speech.listening();
        speech.say(2);
        conversation(1).tells(new RecognitionEvent.Text("a", "bom"));
        conversation(1).tells(new RecognitionEvent.Text("a", "bom"));
        conversation(1).tells(new RecognitionEvent.Text("a", "bom dia"));
        conversation(1).tells(new RecognitionEvent.Delta("a", " a"));
        assertEquals(List.of("bom", "bom dia", "bom dia a"), speech.recorded.partialTexts());
    }

    @Test
    void whateverIsRecognisedBeforeAnySoundIsIgnored() {
        speech.listening();
        for (RecognitionEvent early : List.of(
                new RecognitionEvent.SpeechStarted("a", 0),
                new RecognitionEvent.SpeechStopped("a", 100),
                new RecognitionEvent.Committed("a"),
                new RecognitionEvent.Text("b", "obrigado"),
                new RecognitionEvent.Delta("c", "obrigado"),
                new RecognitionEvent.Failed("d", Reason.FAILED))) {
            conversation(1).tells(early);
        }
        conversation(1).completes("e", "obrigado por assistir");
        assertEquals(List.of(), speech.recorded.partialTexts());
        assertEquals(List.of(), speech.recorded.texts());
        assertEquals(List.of(), speech.recorded.gaps());
        speech.say(2);
        conversation(1).hears("f", 0, 200).completes("f", "bom dia");
        assertEquals(List.of("bom dia"), speech.recorded.texts());
        assertEquals(at(0), speech.recorded.finals().get(0).from());
    }

    @Test
    void whatAConversationThatWasSentNothingRecognisesIsIgnoredAlsoAfterOthers() {
        speech.listening();
        speech.say(2);
        conversation(1).hears("a", 0, 200).completes("a", "um");
        conversation(1).fails(Reason.DROPPED);
        speech.pass(LONGEST_PAUSE);
        conversation(2).listens().completes("b", "obrigado");
        assertEquals(List.of("um"), speech.recorded.texts());
    }

    @Test
    void aComplaintOfTheProviderIsReportedAndTheStreamGoesOn() {
        speech.listening();
        conversation(1).tells(new RecognitionEvent.Complained(Reason.NOT_JSON));
        speech.say(1);
        assertEquals(List.of(Reason.NOT_JSON), speech.recorded.errors());
        assertEquals("1", conversation(1).sent());
    }
}
