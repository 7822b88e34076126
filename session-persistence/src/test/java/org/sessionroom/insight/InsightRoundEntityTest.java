package org.sessionroom.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SomeKey;
import org.sessionroom.session.SessionId;
import org.sessionroom.transcript.SomeTalk;
import org.sessionroom.transcript.Transcript;
import org.sessionroom.transcript.Utterance;

class InsightRoundEntityTest {

    private static final Instant THEN = Instant.parse("2026-11-22T19:00:00Z");
    private static final SessionId SESSION = new SessionId(UUID.randomUUID());

    private static final Utterance SAID = SomeTalk.client(0, 2, "guardo um segredo há anos");
    private static final Transcript TALK = Transcript.of(List.of(SAID));

    private final SealingKey key = SomeKey.create();

    private static InsightRoundEntity asked(long lines, Instant at) {
        return new InsightRoundEntity(UUID.randomUUID(), SESSION, RoundKind.LIVE, NoteForm.SOAP, "pt-BR", lines, at);
    }

    private static Insight insight(String text, Citation... citations) {
        return new Insight(
                new InsightId(UUID.randomUUID()), InsightKind.THEME, Optional.empty(), text, List.of(citations));
    }

    private static InsightResult answered() {
        var quoting = new Citation.OfUtterance(SAID.id(), Optional.of("um segredo"));
        return answered(
                insight("Voltar a ele.", quoting, new Citation.OfChange(7)), insight(SAID.text(), Citation.of(SAID)));
    }

    private static InsightResult answered(Insight... insights) {
        List<Refused> refused = List.of(new Refused(Refused.Reason.NO_CITATION, 2));
        return new InsightResult(new AcceptedInsights(List.of(insights), refused), "a-model", 100, 20);
    }

    private static InsightRoundEntity done(InsightResult answered, SealingKey key) {
        InsightRoundEntity round = asked(10, THEN);
        round.finish(answered, TALK, key, THEN.plusSeconds(3));
        return round;
    }

    @Test
    void anAnswerIsKeptSealedAndAsItWas() {
        InsightRoundEntity round = done(answered(), key);
        assertEquals(RoundState.DONE, round.state(THEN.plusSeconds(4)));
        var kept = new StoredInsights(TALK, Set.of());
        assertEquals(2, round.answer(key, kept).orElseThrow().insights().size());
        assertThrows(IllegalStateException.class, () -> round.answer(SomeKey.create(), kept));
    }

    @Test
    void theWordsOfTheTranscriptAreKeptThereAlone() {
        InsightResult answered = answered();
        String kept = StoredInsights.write(answered.answer(), TALK);
        assertFalse(kept.contains("segredo"), kept);
        assertEquals(answered.answer(), new StoredInsights(TALK, Set.of()).read(kept));
    }

    @Test
    void withoutTheTranscriptItsWordsAreGoneAndWhatWasMadeOfThemStays() {
        InsightResult answered = answered();
        AcceptedInsights left = done(answered, key)
                .answer(key, new StoredInsights(Transcript.EMPTY, Set.of()))
                .orElseThrow();
        assertEquals(answered.answer().refused(), left.refused());
        assertEquals(
                List.of(new Insight(
                        answered.answer().insights().get(0).id(),
                        InsightKind.THEME,
                        Optional.empty(),
                        "Voltar a ele.",
                        List.of(Citation.of(SAID), new Citation.OfChange(7)))),
                left.insights());
    }

    @Test
    void aLineThatWasPutRightIsCitedAsItIsNowAndNotQuoted() {
        Utterance right = SomeTalk.client(0, 2, "guardo isso há anos");
        Transcript mended = Transcript.of(List.of(new Utterance(
                SAID.id(), SAID.speaker(), SAID.from(), SAID.to(), right.text(), SAID.confidence(), SAID.language())));
        List<Insight> insights = done(answered(), key)
                .answer(key, new StoredInsights(mended, Set.of(SAID.id())))
                .orElseThrow()
                .insights();
        assertEquals(
                List.of(Citation.of(SAID), new Citation.OfChange(7)),
                insights.get(0).citations());
        assertEquals(right.text(), insights.get(1).text());
    }

    /** The recogniser and the model may use different Unicode normalisation forms. */
    @Test
    void wordsAreFoundHoweverTheirLettersAreComposed() {
        Utterance said = SomeTalk.client(0, 2, "a ma\u0303e falou " + "muito ".repeat(200));
        Transcript talk = Transcript.of(List.of(said));
        var answer = new AcceptedInsights(
                List.of(
                        insight("Sobre ela.", new Citation.OfUtterance(said.id(), Optional.of("m\u00e3e falou"))),
                        insight(Insight.shortened(Quotation.normal(said.text())), Citation.of(said))),
                List.of());
        String kept = StoredInsights.write(answer, talk);
        assertFalse(kept.contains("falou"), kept);
        assertEquals(answer, new StoredInsights(talk, Set.of()).read(kept));
    }

    @Test
    void aResultIsThereOnceItWasAnsweredOrHasFailedButNotByBeingWithdrawn() {
        InsightRoundEntity round = asked(10, THEN);
        assertFalse(round.hasResult());
        round.withdraw(THEN);
        assertFalse(round.hasResult());
        assertTrue(done(answered(), key).hasResult());
        InsightRoundEntity failed = asked(10, THEN);
        failed.fail("TIMED_OUT", THEN);
        assertTrue(failed.hasResult());
    }

    @Test
    void whatIsFinishedStaysSo() {
        InsightRoundEntity failed = asked(10, THEN);
        failed.fail("TIMED_OUT", THEN.plusSeconds(1));
        failed.finish(answered(), TALK, key, THEN.plusSeconds(2));
        assertEquals(RoundState.FAILED, failed.state(THEN.plusSeconds(3)));
        assertEquals(Optional.empty(), failed.answer(key, new StoredInsights(TALK, Set.of())));
    }

    @Test
    void anAnswerThatNeverCameCountsAsFailed() {
        InsightRoundEntity lost = asked(10, THEN);
        assertEquals(RoundState.ASKED, lost.state(THEN.plus(Duration.ofMinutes(14))));
        assertEquals(RoundState.FAILED, lost.state(THEN.plus(Duration.ofMinutes(16))));
    }

    /** The outbox decides when a draft has failed, even if that is hours later. */
    @Test
    void aDraftThatIsStillAskedForHasNotFailed() {
        InsightRoundEntity draft = draft();
        assertEquals(RoundState.ASKED, draft.state(THEN.plus(Duration.ofHours(1))));
    }

    private static InsightRoundEntity draft() {
        return new InsightRoundEntity(UUID.randomUUID(), SESSION, RoundKind.DRAFT, NoteForm.SOAP, "pt-BR", 10, THEN);
    }

    @Test
    void oneDraftIsWrittenAtATimeAndOneThatWaitsForItsNextTryKeepsNobody() {
        InsightRoundEntity draft = draft();
        assertFalse(InsightPace.mayAsk(List.of(draft), Set.of(), THEN));
        assertTrue(InsightPace.mayAsk(List.of(draft), Set.of(draft.id()), THEN));
    }

    @Test
    void itIsAskedAgainAfterSomeMinutesAndOnlyWhenSomethingWasSaid() {
        assertFalse(InsightPace.isDue(List.of(), InsightPace.WORTHWHILE - 1, THEN));
        assertTrue(InsightPace.isDue(List.of(), InsightPace.WORTHWHILE, THEN));
        InsightRoundEntity last = asked(10, THEN);
        Instant rested = THEN.plus(InsightPace.REST);
        assertFalse(InsightPace.isDue(List.of(last), 100, rested), "not while it is being thought about");
        last.fail("BUSY", THEN.plusSeconds(1));
        assertFalse(InsightPace.isDue(List.of(last), 100, rested.minusMillis(1)));
        assertFalse(InsightPace.isDue(List.of(last), 10 + InsightPace.WORTHWHILE - 1, rested));
        assertTrue(InsightPace.isDue(List.of(last), 10 + InsightPace.WORTHWHILE, rested));
    }

    @Test
    void aSessionCostsNoMoreThanItMay() {
        List<InsightRoundEntity> rounds = new ArrayList<>();
        for (int i = 0; i < InsightPace.MOST; i++) {
            InsightRoundEntity round = asked(i, THEN);
            round.fail("BUSY", THEN);
            rounds.add(round);
        }
        Instant later = THEN.plus(Duration.ofHours(1));
        assertFalse(InsightPace.isDue(rounds, 10_000, later));
        assertFalse(InsightPace.mayAsk(rounds, Set.of(), later));
        assertTrue(InsightPace.mayAsk(rounds.subList(1, rounds.size()), Set.of(), later));
    }
}
