package org.sessionroom.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sessionroom.session.SessionId;

class MailPaceTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");

    @Test
    void whatComesSeldomLeavesAtOnceAndWhatDoesNotWaits() {
        assertEquals(Duration.ZERO, MailPace.pause(0));
        assertEquals(Duration.ZERO, MailPace.pause(MailPace.MOST_IN_AN_HOUR - 1));
        assertEquals(MailPace.PAUSE, MailPace.pause(MailPace.MOST_IN_AN_HOUR));
    }

    @Test
    void inNoHourMoreMailsOfATherapistLeaveThanTheLimit() {
        assertEquals(Duration.ZERO, MailPace.pauseOfTherapist(59, 60));
        assertEquals(Duration.ofHours(1), MailPace.pauseOfTherapist(60, 60));
        assertEquals(Duration.ofHours(1), MailPace.pauseOfTherapist(119, 60));
        assertEquals(Duration.ofHours(3), MailPace.pauseOfTherapist(180, 60));
    }

    @Test
    void aMailThatWaitsIsDueAfterwards() {
        OutboxEntity mail = OutboxEntity.notice(
                        UUID.randomUUID(), OutboxKind.RESCHEDULED, new SessionId(UUID.randomUUID()), NOW)
                .after(MailPace.PAUSE);
        assertFalse(mail.isDue(NOW));
        assertTrue(mail.isDue(NOW.plus(MailPace.PAUSE)));
    }
}
