package org.sessionroom.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sessionroom.Ids;
import org.sessionroom.TimeOrderedIds;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;

class TherapySessionEntityTest {

    private static final Instant START = Instant.parse("2026-11-22T19:00:00Z");
    private static final Person PAULO = Person.therapist("paulo");

    private final Ids ids = new TimeOrderedIds(Clock.systemUTC());
    private final TherapySessionEntity session =
            new TherapySessionEntity(new SessionId(ids.next()), UUID.randomUUID(), "paulo", START);

    @Test
    void whatWasSpokenBeforeSomebodyChangedTheirMindIsNotWrittenDownAnyMore() {
        assertTrue(session.transcriptTerms().admit(START));
        session.setOffRecord(ParticipantRole.CLIENT, true, START);
        session.setOffRecord(ParticipantRole.CLIENT, false, START.plusSeconds(5));
        assertFalse(session.transcriptTerms().admit(START.plusSeconds(4)));
        assertTrue(session.transcriptTerms().admit(START.plusSeconds(5)));
    }

    @Test
    void whoSaysAgainWhatTheyWantedChangesNothing() {
        session.setOffRecord(ParticipantRole.CLIENT, false, START);
        assertNull(session.transcriptTerms().since());
        session.setOffRecord(ParticipantRole.CLIENT, true, START);
        session.setOffRecord(ParticipantRole.CLIENT, true, START.plusSeconds(1));
        assertEquals(START, session.transcriptTerms().since());
    }

    @Test
    void theFieldOfOneSessionIsChangedSoOftenAndNotForEver() {
        for (int i = 0; i < SessionLimits.CHANGES; i++) {
            session.nextSeq();
        }
        assertEquals(
                Rejection.FIELD_EXHAUSTED,
                assertThrows(SessionRejected.class, session::nextSeq).rejection());
        assertEquals(SessionLimits.CHANGES, session.lastSeq());
    }

    @Test
    void beginsPendingAndRunsForTwoHoursFromTheFirstStart() {
        assertEquals(SessionStatus.PENDING, session.status());
        move(Transition.START, START.plusSeconds(60));
        move(Transition.PAUSE, START.plusSeconds(600));
        move(Transition.RESUME, START.plusSeconds(1200));
        assertEquals(
                START.plusSeconds(60).plus(Duration.ofHours(2)),
                session.endsAt().orElseThrow());
    }

    @Test
    void refusesAWrongTransitionAndStaysAsItWas() {
        SessionRejected refusal = assertThrows(SessionRejected.class, () -> move(Transition.COMPLETE, START));
        assertEquals(Rejection.WRONG_STATE, refusal.rejection());
        assertEquals(SessionStatus.PENDING, session.status());
    }

    @Test
    void aFullSessionHasNoSpaceUntilSomethingIsStoredShorter() {
        session.countStored(SessionLimits.STORED_BYTES - 1);
        session.requireSpace();
        session.countStored(1);
        assertEquals(
                Rejection.QUOTA_REACHED,
                assertThrows(SessionRejected.class, session::requireSpace).rejection());
        session.countStored(-1);
        session.requireSpace();
    }

    @Test
    void cancellingTwiceChangesNothing() {
        assertTrue(session.move(Transition.CANCEL, PAULO, START, ids).isPresent());
        assertTrue(session.move(Transition.CANCEL, PAULO, START.plusSeconds(9), ids)
                .isEmpty());
        assertEquals(START, session.endedAt().orElseThrow());
    }

    @Test
    void aCompletedSessionCanBeAnnulledAndKeepsTheTimeOfItsEnd() {
        move(Transition.START, START);
        move(Transition.COMPLETE, START.plusSeconds(3000));
        move(Transition.CANCEL, START.plusSeconds(9000));
        assertEquals(SessionStatus.CANCELLED, session.status());
        assertEquals(START.plusSeconds(3000), session.endedAt().orElseThrow());
    }

    @Test
    void theClockCompletesAPausedSessionByResumingItFirst() {
        move(Transition.START, START);
        move(Transition.PAUSE, START.plusSeconds(60));
        List<SessionTransitionEntity> steps = session.keepTime(START.plus(Duration.ofHours(2)), Optional.empty(), ids);
        assertEquals(
                List.of(SessionStatus.ACTIVE, SessionStatus.COMPLETED),
                steps.stream().map(SessionTransitionEntity::to).toList());
        assertEquals("system", steps.get(0).actor());
    }

    @Test
    void theClockAsksNothingASecondBeforeTheEnd() {
        move(Transition.START, START.plus(Duration.ofHours(2)).minusSeconds(100));
        assertTrue(session.keepTime(START.plus(Duration.ofHours(2)), Optional.empty(), ids)
                .isEmpty());
    }

    @Test
    void anEmptyRoomPausesAfterFiveMinutes() {
        move(Transition.START, START);
        assertTrue(
                session.keepTime(START.plusSeconds(299), Optional.empty(), ids).isEmpty());
        assertEquals(
                SessionStatus.PAUSED,
                session.keepTime(START.plusSeconds(300), Optional.empty(), ids)
                        .get(0)
                        .to());
    }

    @Test
    void aRoomIsEmptyFiveMinutesAfterTheLastPersonWasThere() {
        move(Transition.START, START);
        Optional<Instant> left = Optional.of(START.plusSeconds(600));
        assertTrue(session.keepTime(START.plusSeconds(899), left, ids).isEmpty());
        assertEquals(
                SessionStatus.PAUSED,
                session.keepTime(START.plusSeconds(900), left, ids).get(0).to());
    }

    @Test
    void warnsOnceTenAndOnceTwoMinutesBeforeTheEnd() {
        move(Transition.START, START);
        Instant end = session.endsAt().orElseThrow();
        assertEquals(OptionalInt.empty(), session.warn(end.minusSeconds(601)));
        assertEquals(OptionalInt.of(10), session.warn(end.minusSeconds(600)));
        assertEquals(OptionalInt.empty(), session.warn(end.minusSeconds(500)));
        assertEquals(OptionalInt.of(2), session.warn(end.minusSeconds(120)));
        assertEquals(OptionalInt.empty(), session.warn(end.minusSeconds(60)));
    }

    @Test
    void afterAnOutageOnlyTheLatestWarningIsGiven() {
        move(Transition.START, START);
        Instant end = session.endsAt().orElseThrow();
        assertEquals(OptionalInt.of(2), session.warn(end.minusSeconds(30)));
        assertEquals(OptionalInt.empty(), session.warn(end.minusSeconds(20)));
    }

    @Test
    void tellsOnceWhenNinetyPercentOfAGigabyteAreStored() {
        assertFalse(session.countStored(899_999_999));
        assertTrue(session.countStored(1));
        assertFalse(session.countStored(1));
    }

    private void move(Transition transition, Instant when) {
        session.move(transition, PAULO, when, ids);
    }
}
