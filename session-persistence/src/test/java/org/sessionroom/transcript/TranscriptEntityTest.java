package org.sessionroom.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sessionroom.participant.Author;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SomeKey;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;

class TranscriptEntityTest {

    private static final Instant THEN = Instant.parse("2026-11-22T19:00:00Z");
    private static final Author ANA = new Author(new ParticipantId(UUID.randomUUID()), UUID.randomUUID());
    private static final TranscriptLineSource SOURCE = new TranscriptLineSource(UUID.randomUUID(), 1, "item-1");

    private final SealingKey key = SomeKey.create();
    private final Utterance utterance = new Utterance(
            new UtteranceId(UUID.randomUUID()),
            ParticipantRole.CLIENT,
            THEN,
            THEN.plusSeconds(2),
            "um segredo",
            OptionalDouble.of(0.9),
            "pt-BR");
    private final TranscriptEntity row =
            TranscriptEntity.said(new SessionId(UUID.randomUUID()), ANA, SOURCE, utterance, key, 1);

    @Test
    void aLineOpensOnlyWithItsOwnKeyAndShowsItsWordsNowhereElse() {
        TranscriptLine line = row.open(key);
        assertEquals(Optional.of(utterance), line.entry());
        assertThrows(IllegalStateException.class, () -> row.open(SomeKey.create()));
        assertFalse(line.toString().contains("segredo"));
    }

    @Test
    void aCorrectedLineCountsAsCorrectedAndKeepsWhatWasHeard() {
        row.correct("um segundo", key, 2);
        TranscriptLine line = row.open(key);
        assertEquals(Optional.of("um segundo"), line.text());
        assertEquals(Optional.of("um segredo"), line.heard());
        assertEquals(2, line.changed());
        row.correct("um terço", key, 3);
        assertEquals(Optional.of("um segredo"), row.open(key).heard());
    }

    @ParameterizedTest
    @EnumSource(
            value = TranscriptLineState.class,
            names = {"STRUCK", "DROPPED"})
    void whatIsTakenBackLosesEveryWordAndStaysSo(TranscriptLineState taken) {
        row.correct("um segundo", key, 2);
        row.erase(taken, 3);
        TranscriptLine line = row.open(key);
        assertEquals(Optional.empty(), line.text());
        assertEquals(Optional.empty(), line.heard());
        assertEquals(0, row.storedBytes());
        assertRejected(Rejection.WRONG_STATE, () -> row.correct("de volta", key, 4));
        assertRejected(Rejection.WRONG_STATE, () -> row.erase(taken, 4));
        assertEquals(3, row.open(key).changed());
    }

    @Test
    void aDroppedLineIsAGapToWhoeverReadsTheWholeAndAStruckOneIsNothing() {
        row.erase(TranscriptLineState.DROPPED, 2);
        assertEquals(
                Optional.of(new Gap(ParticipantRole.CLIENT, THEN, THEN.plusSeconds(2), GapReason.OFF_THE_RECORD)),
                row.open(key).entry());
        TranscriptEntity other =
                TranscriptEntity.said(new SessionId(UUID.randomUUID()), ANA, SOURCE, utterance, key, 1);
        other.erase(TranscriptLineState.STRUCK, 2);
        assertEquals(Optional.empty(), other.open(key).entry());
    }

    @Test
    void whatIsDoubtfulIsMarkedUntilTheTherapistHasPutItRight() {
        var doubtful = new Utterance(
                utterance.id(),
                ParticipantRole.CLIENT,
                THEN,
                THEN.plusSeconds(2),
                "obrigado por assistir",
                OptionalDouble.empty(),
                "pt-BR",
                true);
        TranscriptEntity marked =
                TranscriptEntity.said(new SessionId(UUID.randomUUID()), ANA, SOURCE, doubtful, key, 1);
        TranscriptLine line = marked.open(key);
        assertEquals(Optional.of(doubtful), line.entry());
        assertTrue(TranscriptJson.write(line).build().getBoolean("doubtful"));
        marked.correct("obrigado por me assistir", key, 2);
        assertFalse(marked.open(key).doubtful());
        assertFalse(TranscriptJson.write(row.open(key)).build().containsKey("doubtful"));
    }

    @Test
    void whoeverHasTheSeatByANewerInvitationDidNotSayIt() {
        assertTrue(row.isBy(ANA));
        assertFalse(row.isBy(new Author(ANA.participant(), UUID.randomUUID())));
    }

    @Test
    void aGapHasNoWordsToCorrect() {
        Gap gap = new Gap(ParticipantRole.CLIENT, THEN, THEN.plusSeconds(5), GapReason.RECOGNISER_LOST);
        TranscriptEntity missed = TranscriptEntity.missed(
                new UtteranceId(UUID.randomUUID()), new SessionId(UUID.randomUUID()), ANA, SOURCE, gap, "pt-BR", 1);
        assertEquals(Optional.of(gap), missed.open(key).entry());
        assertRejected(Rejection.WRONG_STATE, () -> missed.correct("nada", key, 2));
    }

    private static void assertRejected(Rejection expected, Runnable act) {
        assertEquals(expected, assertThrows(SessionRejected.class, act::run).rejection());
    }
}
