package org.sessionroom.measures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.participant.ParticipantRole.CLIENT;
import static org.sessionroom.participant.ParticipantRole.THERAPIST;
import static org.sessionroom.transcript.SomeTalk.at;
import static org.sessionroom.transcript.SomeTalk.client;
import static org.sessionroom.transcript.SomeTalk.gap;
import static org.sessionroom.transcript.SomeTalk.therapist;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sessionroom.transcript.Transcript;
import org.sessionroom.transcript.TranscriptEntry;

class TalkMeasuresTest {

    private static final ListeningTime ALWAYS = ListeningTime.whole(at(0), at(3_600));

    private static TalkMeasures measured(double until, TranscriptEntry... entries) {
        return TalkMeasures.of(Transcript.of(List.of(entries)), ALWAYS, at(0), at(until));
    }

    private static Duration s(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    @Test
    void eachOnesShareIsOfTheTimeBothSpoke() {
        TalkMeasures talk = measured(40, therapist(0, 10, "a"), client(10, 40, "b"));
        assertEquals(s(10), talk.speakers().get(THERAPIST).talk());
        assertEquals(OptionalDouble.of(0.25), talk.speakers().get(THERAPIST).share());
        assertEquals(OptionalDouble.of(0.75), talk.speakers().get(CLIENT).share());
    }

    /** Without any utterance it is unknown whether nobody spoke or nothing was transcribed. */
    @Test
    void whereNothingWasHeardNothingIsKnown() {
        TalkMeasures talk = measured(60);
        assertEquals(Map.of(), talk.speakers());
        assertEquals(List.of(), talk.silences());
        assertEquals(s(60), talk.unheard());
        assertFalse(talk.isHeard());
        assertEquals(List.of(new MinuteOfTalk(at(0), Map.of(), s(0), s(60))), talk.minutes());
    }

    /** A person without utterances may have had their microphone off. */
    @Test
    void whoWasNeverHeardIsNotTakenForSilent() {
        TalkMeasures talk = measured(60, client(10, 20, "a"));
        assertEquals(Set.of(CLIENT), talk.speakers().keySet());
        assertEquals(s(10), talk.speakers().get(CLIENT).talk());
        assertEquals(List.of(), talk.silences());
        assertFalse(talk.isHeard());
    }

    @Test
    void beforeBothAgreedAndInAPauseThereIsNoSilence() {
        Transcript transcript = Transcript.of(List.of(therapist(40, 45, "a"), client(55, 60, "b")));
        TalkMeasures talk = TalkMeasures.of(transcript, ListeningTime.whole(at(30), at(60)), at(0), at(90));
        assertEquals(
                List.of(
                        new Silence(at(30), at(40), Optional.empty(), Optional.of(THERAPIST)),
                        new Silence(at(45), at(55), Optional.of(THERAPIST), Optional.of(CLIENT))),
                talk.silences());
        assertEquals(s(60), talk.unheard());
        assertTrue(talk.isHeard());
    }

    @Test
    void aTurnEndsWhereTheOtherBeginsOrASilenceFalls() {
        TalkMeasures talk = measured(
                60,
                client(0, 10, "a"),
                client(12, 15, "b"),
                therapist(16, 17, "c"),
                client(18, 20, "d"),
                client(23, 25, "e"));
        assertEquals(3, talk.speakers().get(CLIENT).turns());
        assertEquals(s(15), talk.speakers().get(CLIENT).longestTurn());
        assertEquals(1, talk.speakers().get(THERAPIST).turns());
    }

    @Test
    void aPauseOfThreeSecondsIsASilenceAndItIsSaidWhoBrokeIt() {
        TalkMeasures talk = measured(20, therapist(0, 5, "a"), client(8, 12, "b"), therapist(14.9, 20, "c"));
        assertEquals(List.of(new Silence(at(5), at(8), Optional.of(THERAPIST), Optional.of(CLIENT))), talk.silences());
    }

    @Test
    void aSilenceAtTheEdgesWasBrokenByNobody() {
        TalkMeasures talk = measured(20, client(4, 10, "a"), therapist(8, 10, "b"));
        assertEquals(
                List.of(
                        new Silence(at(0), at(4), Optional.empty(), Optional.of(CLIENT)),
                        new Silence(at(10), at(20), Optional.of(THERAPIST), Optional.empty())),
                talk.silences());
    }

    @Test
    void whereSomebodyIsNotHeardThereIsNoSilence() {
        TalkMeasures talk = measured(30, therapist(0, 5, "a"), gap(CLIENT, 7, 20), client(22, 30, "b"));
        assertEquals(List.of(), talk.silences());
        assertEquals(s(13), talk.unheard());
        assertEquals(Optional.empty(), talk.speakers().get(CLIENT).latency());
    }

    @Test
    void aSilenceBesideAGapIsMeasuredUpToIt() {
        TalkMeasures talk = measured(30, therapist(0, 5, "a"), gap(CLIENT, 10, 20), client(20, 30, "b"));
        assertEquals(List.of(new Silence(at(5), at(10), Optional.of(THERAPIST), Optional.empty())), talk.silences());
    }

    @Test
    void aGapEndsATurn() {
        TalkMeasures talk = measured(30, client(0, 5, "a"), gap(CLIENT, 5, 6), client(6, 10, "b"));
        assertEquals(2, talk.speakers().get(CLIENT).turns());
    }

    @Test
    void whatBothSayAtOnceIsAnOverlap() {
        TalkMeasures talk = measured(20, client(0, 10, "a"), therapist(8, 12, "b"));
        assertEquals(s(2), talk.overlap());
        assertEquals(Optional.of(Duration.ZERO), talk.speakers().get(THERAPIST).latency());
    }

    @Test
    void theMedianTimeToAnAnswerIsTold() {
        TalkMeasures talk = measured(
                60,
                therapist(0, 5, "a"),
                client(6, 10, "b"),
                therapist(10, 15, "c"),
                client(17, 20, "d"),
                therapist(20, 25, "e"),
                client(34, 40, "f"));
        assertEquals(Optional.of(s(2)), talk.speakers().get(CLIENT).latency());
        assertEquals(Optional.of(Duration.ZERO), talk.speakers().get(THERAPIST).latency());
    }

    @Test
    void paceIsWordsInAMinuteOfOnesOwnTalking() {
        TalkMeasures talk = measured(120, client(0, 30, "hoje eu não quero falar disso"));
        assertEquals(OptionalDouble.of(12), talk.speakers().get(CLIENT).pace());
    }

    @Test
    void ofWhatLiesPartlyInTheWindowThatPartCounts() {
        Transcript transcript = Transcript.of(List.of(client(-10, 10, "um dois três quatro")));
        SpeakerMeasures speaker =
                TalkMeasures.of(transcript, ALWAYS, at(0), at(60)).speakers().get(CLIENT);
        assertEquals(s(10), speaker.talk());
        assertEquals(OptionalDouble.of(12), speaker.pace());
    }

    @Test
    void eachMinuteHasItsOwnFigures() {
        TalkMeasures talk = measured(90, therapist(50, 70, "a"), client(70, 74, "b"), gap(CLIENT, 80, 90));
        assertEquals(
                List.of(
                        new MinuteOfTalk(at(0), Map.of(THERAPIST, s(10), CLIENT, s(0)), s(50), s(0)),
                        new MinuteOfTalk(at(60), Map.of(THERAPIST, s(10), CLIENT, s(4)), s(6), s(10))),
                talk.minutes());
    }

    @Test
    void aWindowThatEndsBeforeItBeginsIsAMistake() {
        assertThrows(IllegalArgumentException.class, () -> TalkMeasures.of(Transcript.EMPTY, ALWAYS, at(1), at(0)));
    }
}
