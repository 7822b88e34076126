package org.sessionroom.assistant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SomeKey;
import org.sessionroom.session.SessionId;

class InsightRoundTest {

    private static final Instant THEN = Instant.parse("2026-11-22T19:00:00Z");
    private static final SessionId SESSION = new SessionId(UUID.randomUUID());

    private final SealingKey key = SomeKey.create();

    private static InsightRound asked(long lines, Instant at) {
        return new InsightRound(UUID.randomUUID(), SESSION, RoundKind.LIVE, NoteForm.SOAP, "pt-BR", lines, at);
    }

    private static InsightAnswer answer() {
        var line = new Citation.OfUtterance(new UtteranceId(UUID.randomUUID()), Optional.of("um segredo"));
        return new InsightAnswer(
                List.of(
                        new Insight(
                                new InsightId(UUID.randomUUID()),
                                InsightKind.NOTE_SECTION,
                                Optional.of(NoteSection.PLAN),
                                "Voltar ao segredo.",
                                List.of(line, new Citation.OfChange(7))),
                        new Insight(
                                new InsightId(UUID.randomUUID()),
                                InsightKind.THEME,
                                Optional.empty(),
                                "O segredo.",
                                List.of(new Citation.OfUtterance(line.utterance(), Optional.empty())))),
                List.of(new Refused(Refused.Reason.NO_CITATION, 2)));
    }

    @Test
    void anAnswerIsKeptSealedAndAsItWas() {
        InsightRound round = asked(10, THEN);
        InsightAnswer answer = answer();
        round.finish(answer, "a-model", 100, 20, key, THEN.plusSeconds(3));
        assertEquals(RoundState.DONE, round.state(THEN.plusSeconds(4)));
        assertEquals(Optional.of(answer), round.answer(key));
        assertThrows(IllegalStateException.class, () -> round.answer(SomeKey.create()));
    }

    @Test
    void whatIsFinishedStaysSo() {
        InsightRound failed = asked(10, THEN);
        failed.fail("TIMED_OUT", THEN.plusSeconds(1));
        failed.finish(answer(), "late", 1, 1, key, THEN.plusSeconds(2));
        assertEquals(RoundState.FAILED, failed.state(THEN.plusSeconds(3)));
        assertEquals(Optional.empty(), failed.answer(key));
    }

    @Test
    void anAnswerThatNeverCameCountsAsFailed() {
        InsightRound lost = asked(10, THEN);
        assertEquals(RoundState.ASKED, lost.state(THEN.plus(Duration.ofMinutes(14))));
        assertEquals(RoundState.FAILED, lost.state(THEN.plus(Duration.ofMinutes(16))));
    }

    @Test
    void itIsAskedAgainAfterSomeMinutesAndOnlyWhenSomethingWasSaid() {
        assertFalse(InsightPace.isDue(List.of(), InsightPace.WORTHWHILE - 1, THEN));
        assertTrue(InsightPace.isDue(List.of(), InsightPace.WORTHWHILE, THEN));
        InsightRound last = asked(10, THEN);
        Instant rested = THEN.plus(InsightPace.REST);
        assertFalse(InsightPace.isDue(List.of(last), 100, rested), "not while it is being thought about");
        last.fail("BUSY", THEN.plusSeconds(1));
        assertFalse(InsightPace.isDue(List.of(last), 100, rested.minusMillis(1)));
        assertFalse(InsightPace.isDue(List.of(last), 10 + InsightPace.WORTHWHILE - 1, rested));
        assertTrue(InsightPace.isDue(List.of(last), 10 + InsightPace.WORTHWHILE, rested));
    }

    @Test
    void aSessionCostsNoMoreThanItMay() {
        List<InsightRound> rounds = new ArrayList<>();
        for (int i = 0; i < InsightPace.MOST; i++) {
            InsightRound round = asked(i, THEN);
            round.fail("BUSY", THEN);
            rounds.add(round);
        }
        Instant later = THEN.plus(Duration.ofHours(1));
        assertFalse(InsightPace.isDue(rounds, 10_000, later));
        assertFalse(InsightPace.mayAsk(rounds, later));
        assertTrue(InsightPace.mayAsk(rounds.subList(1, rounds.size()), later));
    }
}
