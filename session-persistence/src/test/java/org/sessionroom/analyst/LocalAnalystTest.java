package org.sessionroom.analyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.participant.ParticipantRole.CLIENT;
import static org.sessionroom.participant.ParticipantRole.THERAPIST;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.constellation.ConstellationChange.FigureMoved;
import org.sessionroom.constellation.ConstellationChange.FigurePlaced;
import org.sessionroom.constellation.Figure;
import org.sessionroom.constellation.FigureColour;
import org.sessionroom.constellation.FigureId;
import org.sessionroom.constellation.FigureKind;
import org.sessionroom.insight.Citation;
import org.sessionroom.insight.Insight;
import org.sessionroom.insight.InsightKind;
import org.sessionroom.insight.NoteForm;
import org.sessionroom.insight.NoteSection;
import org.sessionroom.measures.FieldStep;
import org.sessionroom.measures.ListeningTime;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.sentiment.SentimentModel;
import org.sessionroom.transcript.Gap;
import org.sessionroom.transcript.GapReason;
import org.sessionroom.transcript.Transcript;
import org.sessionroom.transcript.TranscriptEntry;
import org.sessionroom.transcript.Utterance;
import org.sessionroom.transcript.UtteranceId;

class LocalAnalystTest {

    private static final Instant START = Instant.parse("2026-03-02T13:00:00Z");
    private static final ListeningTime ALWAYS = ListeningTime.whole(START, START.plusSeconds(7_200));
    private static final SentimentModel SENTIMENT = SentimentModel.shipped();
    private static final FigureId MOTHER = new FigureId(new UUID(2, 2));

    private static final Utterance QUESTION = therapist(0, 4, "Como foi a semana com a sua mãe no hospital?");
    private static final Utterance HOSPITAL = client(5, 12, "A minha mãe continua no hospital e eu estou muito triste");
    private static final Utterance RELIEF = client(330, 336, "Ontem senti um alívio enorme, eu estou muito feliz");
    private static final Utterance AGAIN = client(340, 345, "No hospital eles cuidam bem da mãe");
    private static final Utterance UNANSWERED = therapist(400, 404, "O que o seu irmão diria disso tudo?");
    private static final Utterance PLAN = client(460, 465, "Semana que vem vou ligar para o meu irmão");

    private static final Transcript TRANSCRIPT =
            Transcript.of(List.of(QUESTION, HOSPITAL, RELIEF, AGAIN, UNANSWERED, PLAN));

    private static final List<FieldStep> STEPS = steps();

    private static List<FieldStep> steps() {
        List<FieldStep> steps = new ArrayList<>();
        steps.add(new FieldStep(
                1,
                CLIENT,
                at(20),
                new FigurePlaced(new Figure(MOTHER, FigureKind.WOMAN, "Mãe", FigureColour.MOSS, 1, 0, 0, 0))));
        for (int i = 2; i <= 7; i++) {
            steps.add(new FieldStep(i, CLIENT, at(328 + i), new FigureMoved(MOTHER, i, i)));
        }
        return steps;
    }

    private static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    private static Utterance therapist(double from, double to, String text) {
        return said(THERAPIST, from, to, text, "pt-BR");
    }

    private static Utterance client(double from, double to, String text) {
        return said(CLIENT, from, to, text, "pt-BR");
    }

    private static Utterance said(ParticipantRole speaker, double from, double to, String text, String language) {
        UUID id = UUID.nameUUIDFromBytes((from + text).getBytes(StandardCharsets.UTF_8));
        return new Utterance(new UtteranceId(id), speaker, at(from), at(to), text, OptionalDouble.empty(), language);
    }

    private static LocalAnalyst analyst() {
        long[] next = {0};
        return new LocalAnalyst(SENTIMENT, () -> new UUID(9, next[0]++));
    }

    private static String key(String key, Object... arguments) {
        return key + " " + Arrays.toString(arguments);
    }

    private static LocalAnalysis analysed() {
        return analyst().analyse(TRANSCRIPT, ALWAYS, STEPS, LocalAnalystTest::key);
    }

    private static List<String> texts(InsightKind kind) {
        return analysed().of(kind).stream().map(Insight::text).toList();
    }

    private static boolean cites(Insight insight, Utterance said) {
        return insight.citations().stream()
                .anyMatch(citation -> citation instanceof Citation.OfUtterance line
                        && line.utterance().equals(said.id()));
    }

    @Test
    void aThemeIsWhatWasSaidOftenWithTheLinesThatSayIt() {
        Insight theme = analysed().of(InsightKind.THEME).stream()
                .filter(found -> found.text().contains("hospital"))
                .findFirst()
                .orElseThrow();
        assertTrue(cites(theme, HOSPITAL) && cites(theme, AGAIN));
        assertFalse(cites(theme, PLAN));
    }

    @Test
    void longSilencesAreMomentsBetweenTheirLines() {
        Insight silence = analysed().of(InsightKind.MOMENT).stream()
                .filter(found -> found.text().equals("analysis.silence [318]"))
                .findFirst()
                .orElseThrow();
        assertTrue(cites(silence, HOSPITAL) && cites(silence, RELIEF));
    }

    @Test
    void aTurnOfTheWordsIsAMoment() {
        Insight turn = analysed().of(InsightKind.MOMENT).stream()
                .filter(found -> found.text().equals("analysis.turn.brighter.CLIENT []"))
                .findFirst()
                .orElseThrow();
        assertTrue(cites(turn, HOSPITAL) && cites(turn, RELIEF));
    }

    @Test
    void aBurstOfChangesAndAFigureThatComesUpAreMoments() {
        List<Insight> moments = analysed().of(InsightKind.MOMENT);
        Insight burst = moments.stream()
                .filter(found -> found.text().equals("analysis.fieldMoved [6]"))
                .findFirst()
                .orElseThrow();
        assertTrue(burst.citations().contains(new Citation.OfChange(2)));
        assertTrue(burst.citations().contains(new Citation.OfChange(7)));
        Insight named = moments.stream()
                .filter(found -> found.text().equals("analysis.figureNamed [Mãe]"))
                .findFirst()
                .orElseThrow();
        assertTrue(cites(named, QUESTION));
        assertTrue(named.citations().contains(new Citation.OfChange(1)));
    }

    @Test
    void openQuestionsAndPlansMayBeTakenUpAgain() {
        assertEquals(List.of(UNANSWERED.text(), PLAN.text()), texts(InsightKind.FOLLOW_UP));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "como você chegou hoje",
                "e onde fica a sua mãe",
                "o que você percebe no corpo agora",
                "e a sua irmã onde ela fica nesse campo",
                "Ele sabe disso?",
                "and where is your sister"
            })
    void questionsAreKnownWithoutTheirMark(String text) {
        assertTrue(FollowUps.isQuestion(therapist(0, 1, text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"respira um pouco", "combinado então", "eu ouvi como você falou", "está bem"})
    void whatIsNoQuestionIsNone(String text) {
        assertFalse(FollowUps.isQuestion(therapist(0, 1, text)));
    }

    @Test
    void theArcOfWhoSpokeTwiceIsTold() {
        assertTrue(texts(InsightKind.ARC).contains("analysis.arc.rose.CLIENT []"));
    }

    @Test
    void anArcWithAGapIsNotSummedUp() {
        Gap gap = new Gap(CLIENT, at(20), at(60), GapReason.OFF_THE_RECORD);
        List<TranscriptEntry> entries = new ArrayList<>(TRANSCRIPT.entries());
        entries.add(gap);
        LocalAnalysis found = analyst().analyse(Transcript.of(entries), ALWAYS, STEPS, LocalAnalystTest::key);
        assertEquals(2, found.arc().stretches().get(CLIENT).size());
        assertTrue(
                found.of(InsightKind.ARC).stream().noneMatch(arc -> arc.text().contains("CLIENT")));
    }

    @Test
    void everythingRestsOnSomething() {
        assertTrue(analysed().insights().size() > 8);
        analysed().insights().forEach(insight -> assertFalse(insight.citations().isEmpty()));
    }

    @Test
    void theSameSessionGivesTheSameAnalysis() {
        assertEquals(analysed(), analysed());
    }

    @Test
    void ofNothingNothingIsFound() {
        LocalAnalysis nothing = analyst().analyse(Transcript.EMPTY, ALWAYS, List.of(), LocalAnalystTest::key);
        assertEquals(List.of(), nothing.insights());
    }

    @ParameterizedTest
    @EnumSource(NoteForm.class)
    void aDraftHasTheSectionsOfItsFormAndAnEmptyOneWhereNothingWasSaid(NoteForm form) {
        LocalAnalyst analyst = analyst();
        LocalAnalysis nothing = analyst.analyse(Transcript.EMPTY, ALWAYS, List.of(), LocalAnalystTest::key);
        NoteDraft empty = analyst.draft(Transcript.EMPTY, nothing, form);
        assertEquals(
                form.sections(),
                empty.sections().stream().map(NoteDraft.Section::section).toList());
        empty.sections().forEach(section -> assertEquals(List.of(), section.insights()));
    }

    @ParameterizedTest
    @EnumSource(NoteForm.class)
    void aDraftHoldsExtractsUnderTheirHeadings(NoteForm form) {
        LocalAnalyst analyst = analyst();
        NoteDraft draft = analyst.draft(TRANSCRIPT, analysed(), form);
        for (NoteDraft.Section section : draft.sections()) {
            assertEquals(
                    section.section() == NoteSection.ASSESSMENT,
                    section.insights().isEmpty(),
                    section::toString);
            section.insights()
                    .forEach(found ->
                            assertEquals(section.section(), found.section().orElseThrow()));
        }
    }

    @Test
    void englishIsWorkedOnToo() {
        Transcript english = Transcript.of(List.of(
                said(CLIENT, 0, 3, "My mother was in the hospital", "en"),
                said(CLIENT, 4, 8, "The hospital called my mother", "en"),
                said(CLIENT, 9, 12, "Next week I need to call my brother", "en")));
        LocalAnalysis found = analyst().analyse(english, ALWAYS, List.of(), LocalAnalystTest::key);
        assertTrue(found.of(InsightKind.THEME).get(0).text().contains("hospital"));
        assertEquals(1, found.of(InsightKind.FOLLOW_UP).size());
    }
}
