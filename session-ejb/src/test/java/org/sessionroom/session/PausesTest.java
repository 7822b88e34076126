package org.sessionroom.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sessionroom.session.SessionStatus.ACTIVE;
import static org.sessionroom.session.SessionStatus.CANCELLED;
import static org.sessionroom.session.SessionStatus.COMPLETED;
import static org.sessionroom.session.SessionStatus.PAUSED;
import static org.sessionroom.session.SessionStatus.PENDING;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sessionroom.participant.Role;

class PausesTest {

    private static final Instant START = Instant.parse("2026-11-26T22:00:00Z");

    private static SessionCourse.Step step(SessionStatus from, SessionStatus to, int minute) {
        return new SessionCourse.Step(from, to, at(minute), Role.THERAPIST, Optional.empty());
    }

    private static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    private static Pauses pauses(int until, SessionCourse.Step... steps) {
        return Pauses.of(List.of(steps), at(until));
    }

    @Test
    void aSessionThatRanThroughHasNone() {
        assertEquals(new Pauses(0, Duration.ZERO), pauses(90, step(PENDING, ACTIVE, 0), step(ACTIVE, COMPLETED, 50)));
    }

    @Test
    void allAreAddedUp() {
        assertEquals(
                new Pauses(2, Duration.ofMinutes(7)),
                pauses(
                        90,
                        step(PENDING, ACTIVE, 0),
                        step(ACTIVE, PAUSED, 10),
                        step(PAUSED, ACTIVE, 15),
                        step(ACTIVE, PAUSED, 30),
                        step(PAUSED, ACTIVE, 32),
                        step(ACTIVE, COMPLETED, 50)));
    }

    @Test
    void oneThatGoesOnCountsUntilNow() {
        assertEquals(
                new Pauses(1, Duration.ofMinutes(4)), pauses(14, step(PENDING, ACTIVE, 0), step(ACTIVE, PAUSED, 10)));
    }

    @Test
    void aSessionThatWasCancelledInItsPauseWasNotPausedAnyLonger() {
        assertEquals(
                new Pauses(1, Duration.ofMinutes(3)),
                pauses(90, step(PENDING, ACTIVE, 0), step(ACTIVE, PAUSED, 10), step(PAUSED, CANCELLED, 13)));
    }
}
