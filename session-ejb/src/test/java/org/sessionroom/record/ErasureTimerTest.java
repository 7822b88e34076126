package org.sessionroom.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sessionroom.session.SessionId;

class ErasureTimerTest {

    private static final UUID APPOINTMENT = new UUID(0, 1);

    private final List<Object> erased = new ArrayList<>();
    private final ErasureTimer timer = new ErasureTimer();

    private void runWith(Duration difference) throws ReflectiveOperationException {
        Field service = ErasureTimer.class.getDeclaredField("erasureService");
        service.setAccessible(true);
        service.set(timer, new ErasureService() {

            @Override
            public Duration clockDifference() {
                return difference;
            }

            @Override
            public List<SessionId> overdue(RetentionClass kept, SessionId after, int limit) {
                SessionId only = new SessionId(new UUID(0, 1 + kept.ordinal()));
                return after.value().compareTo(only.value()) < 0 ? List.of(only) : List.of();
            }

            @Override
            public void erase(SessionId id, RetentionClass kept) {
                erased.add(kept);
            }

            @Override
            public List<UUID> overdueAppointments(int limit) {
                return List.of(APPOINTMENT);
            }

            @Override
            public void eraseAppointment(UUID appointment) {
                erased.add(appointment);
            }
        });
        timer.eraseOverdue();
    }

    @Test
    void everythingThatIsOverdueIsErased() throws ReflectiveOperationException {
        runWith(Duration.ofMinutes(4));
        assertEquals(
                List.of(RetentionClass.TRANSCRIPT, RetentionClass.ANALYSIS, RetentionClass.SESSION, APPOINTMENT),
                erased);
    }

    /** A node whose clock has jumped ahead by three days would erase what was promised for three days more. */
    @Test
    void nothingIsErasedByAClockThatDisagreesWithTheDatabases() throws ReflectiveOperationException {
        runWith(Duration.ofMinutes(6));
        assertEquals(List.of(), erased);
    }
}
