package org.sessionroom.outbox;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SomeKey;
import org.sessionroom.session.SessionId;

class OutboxEntityTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final SessionId SESSION = new SessionId(UUID.randomUUID());
    private static final Outcome REFUSED_FOR_NOW = new Outcome.Later("REFUSED_FOR_NOW");

    private final SealingKey key = SomeKey.create();
    private final OutboxEntity mail =
            OutboxEntity.invitation(UUID.randomUUID(), SESSION, UUID.randomUUID(), "a secret", key, NOW);

    /** Begins an attempt and ends it with this outcome. @return when the next attempt is due */
    private static Instant tried(OutboxEntity entry, Outcome outcome, Instant at) {
        assertTrue(entry.begin(at));
        entry.end(entry.attempts(), outcome, 0, at);
        return entry.progress().nextTry().orElse(at);
    }

    @Test
    void whatIsTakenIsDoneAndKeepsNoSecret() {
        assertEquals(Optional.of("a secret"), mail.secret(key));
        assertTrue(mail.begin(NOW));
        assertTrue(mail.isUnderWay(NOW));
        mail.end(1, new Outcome.Done(), 0, NOW);
        assertEquals(OutboxState.DONE, mail.state());
        assertEquals(Optional.empty(), mail.secret(key));
        assertFalse(mail.isDue(NOW.plus(Duration.ofDays(2))));
    }

    @Test
    void theSecretOpensWithTheKeyOfItsSessionAlone() {
        SealingKey other = SomeKey.create();
        assertThrows(IllegalStateException.class, () -> mail.secret(other));
    }

    @Test
    void whatIsRefusedForNowWaitsLongerEachTime() {
        var pauses = new ArrayList<Duration>();
        Instant at = NOW;
        for (int i = 0; i < 10; i++) {
            Instant next = tried(mail, REFUSED_FOR_NOW, at);
            pauses.add(Duration.between(at, next));
            at = next;
        }
        assertEquals(
                List.of(5L, 10L, 20L, 40L, 80L, 160L, 320L, 600L, 600L, 600L),
                pauses.stream().map(Duration::toSeconds).toList());
        assertEquals(OutboxState.WAITING, mail.state());
        assertEquals(Optional.of("REFUSED_FOR_NOW"), mail.progress().failure());
        assertEquals(Optional.of("a secret"), mail.secret(key), "it is still needed");
    }

    @Test
    void chanceMakesAPauseShorterByAQuarterAtMost() {
        assertTrue(mail.begin(NOW));
        mail.end(1, REFUSED_FOR_NOW, 1, NOW);
        assertEquals(Optional.of(NOW.plusMillis(3_750)), mail.progress().nextTry());
    }

    @Test
    void notBeforeItsTimeIsItTriedAgain() {
        Instant next = tried(mail, REFUSED_FOR_NOW, NOW);
        assertFalse(mail.begin(next.minusMillis(1)));
        assertTrue(mail.begin(next));
        assertFalse(mail.begin(next), "one at a time");
    }

    @Test
    void itIsGivenUpAfterADayAndFails() {
        Instant at = NOW;
        while (mail.state() == OutboxState.WAITING) {
            at = tried(mail, REFUSED_FOR_NOW, at);
        }
        assertEquals(OutboxState.FAILED, mail.state());
        assertEquals(Optional.of("REFUSED_FOR_NOW"), mail.progress().failure());
        assertFalse(at.isAfter(NOW.plus(Duration.ofDays(1))));
        assertTrue(at.isAfter(NOW.plus(Duration.ofHours(23))));
        assertEquals(Optional.empty(), mail.secret(key));
    }

    @Test
    void whatIsRefusedForGoodFailsAtOnce() {
        tried(mail, new Outcome.Never("REFUSED"), NOW);
        assertEquals(OutboxState.FAILED, mail.state());
        assertEquals(Optional.of("REFUSED"), mail.progress().failure());
        assertEquals(Optional.empty(), mail.secret(key));
    }

    @Test
    void theOtherSidesRetryAfterIsHeeded() {
        var busy = new Outcome.Later("BUSY", Optional.of(Duration.ofMinutes(3)));
        assertEquals(NOW.plus(Duration.ofMinutes(3)), tried(mail, busy, NOW));
    }

    @Test
    void aRetryAfterShorterThanThePauseShortensNothing() {
        var busy = new Outcome.Later("BUSY", Optional.of(Duration.ZERO));
        assertEquals(NOW.plusSeconds(5), tried(mail, busy, NOW));
    }

    @Test
    void aRetryAfterBeyondItsTimeFailsAtOnce() {
        tried(mail, new Outcome.Later("BUSY", Optional.of(Duration.ofDays(3))), NOW);
        assertEquals(OutboxState.FAILED, mail.state());
    }

    /** The node was killed during the attempt. */
    @Test
    void aTryOfWhichNothingIsHeardIsLostAndMadeAgain() {
        assertTrue(mail.begin(NOW));
        Instant lost = NOW.plus(OutboxKind.INVITATION.policy().lostAfter(1));
        assertFalse(mail.begin(lost.minusMillis(1)));
        assertTrue(mail.begin(lost));
        assertEquals(2, mail.attempts());
    }

    /** The mails leave, and their results cannot be stored: the client must not get one each minute for a day. */
    @Test
    void attemptsWhoseResultsAreLostAreMadeLessAndLessOften() {
        Instant now = NOW;
        while (mail.begin(now)) {
            Instant begun = now;
            now = Stream.iterate(begun, at -> at.plusSeconds(1))
                    .filter(mail::isDue)
                    .findFirst()
                    .orElseThrow();
        }
        assertEquals(OutboxState.FAILED, mail.state());
        assertTrue(mail.attempts() < 160, "attempts in a day: " + mail.attempts());
    }

    @Test
    void ofALostTrySuccessAloneCounts() {
        mail.begin(NOW);
        mail.begin(NOW.plus(OutboxKind.INVITATION.policy().lostAfter(1)));
        mail.end(1, new Outcome.Never("REFUSED"), 0, NOW);
        mail.end(1, REFUSED_FOR_NOW, 0, NOW);
        assertEquals(OutboxState.WAITING, mail.state());
        mail.end(1, new Outcome.Done(), 0, NOW);
        assertEquals(OutboxState.DONE, mail.state());
    }

    @Test
    void afterALongOutageWhatWasNeverTriedIsTriedAndWhatWasIsNot() {
        Instant muchLater = NOW.plus(Duration.ofDays(3));
        OutboxEntity tried = OutboxEntity.notice(UUID.randomUUID(), OutboxKind.CANCELLED, SESSION, NOW);
        tried(tried, REFUSED_FOR_NOW, NOW);
        assertFalse(tried.begin(muchLater));
        assertEquals(OutboxState.FAILED, tried.state());
        assertTrue(mail.begin(muchLater));
    }

    @Test
    void whatNobodyWantsIsNeitherDoneNorFailed() {
        tried(mail, new Outcome.Unwanted(), NOW);
        assertEquals(OutboxState.DROPPED, mail.state());
        assertEquals(Optional.empty(), mail.secret(key));
    }

    @Test
    void whoAsksAgainNeedNotWaitForTheNextTry() {
        tried(mail, REFUSED_FOR_NOW, NOW);
        assertFalse(mail.isDue(NOW));
        mail.hurry(NOW);
        assertTrue(mail.isDue(NOW));
    }

    @Test
    void whatIsBeingTriedIsNotHurried() {
        mail.begin(NOW);
        mail.hurry(NOW);
        assertFalse(mail.isDue(NOW));
    }

    /** Otherwise it would fail again every five seconds, without end. */
    @Test
    void whatBreaksOnOurSideIsPutOffAsWell() {
        mail.putOff(0, NOW);
        assertEquals(1, mail.attempts());
        Instant next = mail.progress().nextTry().orElseThrow();
        assertEquals(NOW.plusSeconds(5), next);
        mail.begin(next);
        mail.putOff(0, next);
        assertEquals(2, mail.attempts());
        assertEquals(Optional.of(next.plusSeconds(10)), mail.progress().nextTry());
    }

    @Test
    void peopleSeeTheAttemptsAndTheNextOne() {
        assertEquals(Optional.empty(), mail.progress().nextTry(), "before the first there is nothing to tell");
        tried(mail, REFUSED_FOR_NOW, NOW);
        assertEquals(1, mail.progress().attempts());
        assertEquals(Optional.of(NOW.plusSeconds(5)), mail.progress().nextTry());
    }

    /** Otherwise a second node would begin while the first one is still trying. */
    @ParameterizedTest
    @EnumSource(OutboxKind.class)
    void aTryCountsAsLostOnlyAfterItsDeadline(OutboxKind kind) {
        assertTrue(kind.policy().lostAfter(1).compareTo(kind.policy().deadline()) > 0);
    }
}
