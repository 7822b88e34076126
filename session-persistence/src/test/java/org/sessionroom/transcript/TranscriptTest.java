package org.sessionroom.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.sessionroom.transcript.SomeTalk.at;
import static org.sessionroom.transcript.SomeTalk.client;
import static org.sessionroom.transcript.SomeTalk.gap;
import static org.sessionroom.transcript.SomeTalk.therapist;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

class TranscriptTest {

    @Test
    void itStandsInTheOrderInWhichItWasSaid() {
        Utterance first = therapist(0, 3, "Como foi a semana?");
        Gap second = gap(ParticipantRole.CLIENT, 3, 8);
        Utterance third = client(9, 12, "Foi difícil");
        Transcript transcript = Transcript.of(List.of(third, first, second));
        assertEquals(List.of(first, second, third), transcript.entries());
        assertEquals(List.of(first, third), transcript.utterances());
        assertEquals(Optional.of(third), transcript.utterance(third.id()));
        assertEquals(Optional.empty(), transcript.utterance(new UtteranceId(UUID.randomUUID())));
    }

    @Test
    void whatWasDeliveredTwiceStandsOnce() {
        Utterance said = client("Foi difícil");
        assertEquals(1, Transcript.of(List.of(said, said)).entries().size());
    }

    @Test
    void aWindowHoldsWhatBeganInIt() {
        Utterance early = therapist(0, 70, "Conte");
        Utterance late = client(60, 61, "Conto");
        assertEquals(
                List.of(late),
                Transcript.of(List.of(early, late)).between(at(60), at(61)).entries());
    }

    @Test
    void whatWasSaidShowsInNoDescription() {
        Utterance said = client("um segredo");
        assertFalse((said + " " + Transcript.of(List.of(said))).contains("segredo"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Utterance.LONGEST + 1})
    void noTextAndTooLongATextAreRefused(int length) {
        assertInvalid(() -> client("\uD83E\uDDF8".repeat(length)));
    }

    @Test
    void theLongestTextIsKept() {
        String text = "\uD83E\uDDF8".repeat(Utterance.LONGEST);
        assertEquals(text, client(text).text());
    }

    @Test
    void anEndBeforeItsBeginningIsRefused() {
        assertInvalid(() -> client(2, 1, "Oi"));
        assertInvalid(() -> gap(ParticipantRole.CLIENT, 2, 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void aConfidenceOutOfRangeIsRefused(double confidence) {
        Utterance some = client("Oi");
        assertInvalid(() -> new Utterance(
                some.id(),
                some.speaker(),
                some.from(),
                some.to(),
                some.text(),
                OptionalDouble.of(confidence),
                some.language()));
    }

    @ParameterizedTest
    @CsvSource({"'  oi  ', oi", "'a\u0000b', 'a b'", "'\u0007', ''", "'a\u202Eb\u200B', ab", "'\u200B\uFEFF', ''"})
    void whatNoVoiceMakesIsNotKept(String heard, String kept) {
        assertEquals(kept, Utterance.text(heard));
    }

    @Test
    void whoeverDrawsConclusionsMeetsAGapInPlaceOfWhatMayBeNoSpeech() {
        Utterance sure = client("Oi");
        Utterance doubtful = new Utterance(
                new UtteranceId(new UUID(5, 5)),
                ParticipantRole.CLIENT,
                SomeTalk.at(3),
                SomeTalk.at(5),
                "Obrigado por assistir",
                OptionalDouble.empty(),
                "pt-BR",
                true);
        Transcript all = Transcript.of(List.of(sure, doubtful));
        assertEquals(List.of(sure, doubtful), all.utterances());
        assertEquals(
                List.of(sure, new Gap(ParticipantRole.CLIENT, doubtful.from(), doubtful.to(), GapReason.DOUBTFUL)),
                all.withoutDoubts().entries());
    }

    private static void assertInvalid(Runnable making) {
        assertEquals(
                Rejection.INVALID,
                assertThrows(SessionRejected.class, making::run).rejection());
    }
}
