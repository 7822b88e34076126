package org.sessionroom.participant;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvitationPaceTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private static List<Instant> issued(int times, Duration ago) {
        return Collections.nCopies(times, NOW.minus(ago));
    }

    @Test
    void someGoOutInAnHourAndThenNoMore() {
        assertTrue(InvitationPace.mayInvite(List.of(), NOW));
        assertTrue(InvitationPace.mayInvite(issued(5, Duration.ofMinutes(1)), NOW));
        assertFalse(InvitationPace.mayInvite(issued(6, Duration.ofMinutes(59)), NOW));
        assertTrue(InvitationPace.mayInvite(issued(6, Duration.ofMinutes(60)), NOW));
    }

    @Test
    void howeverSlowlyThereIsAnEnd() {
        assertTrue(InvitationPace.mayInvite(issued(19, Duration.ofDays(2)), NOW));
        assertFalse(InvitationPace.mayInvite(issued(20, Duration.ofDays(2)), NOW));
    }
}
