package org.sessionroom.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.sessionroom.session.SessionId;

class ErasureTimerTest {

    private static final List<UUID> APPOINTMENTS =
            LongStream.rangeClosed(1, 5).mapToObj(id -> new UUID(0, id)).toList();

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
            public List<UUID> overdueAppointments(UUID after, int limit) {
                return APPOINTMENTS.stream()
                        .filter(appointment -> appointment.compareTo(after) > 0)
                        .limit(2)
                        .toList();
            }

            @Override
            public void eraseAppointment(UUID appointment) {
                if (appointment.equals(APPOINTMENTS.get(0))) {
                    throw new IllegalStateException("cannot be erased");
                }
                erased.add(appointment);
            }
        });
        timer.eraseOverdue();
    }

    /** The first appointment cannot be erased; it does not delay the others. */
    @Test
    void everythingThatIsOverdueIsErased() throws ReflectiveOperationException {
        assertThrows(IllegalStateException.class, () -> runWith(Duration.ofMinutes(4)));
        List<Object> all =
                new ArrayList<>(List.of(RetentionClass.TRANSCRIPT, RetentionClass.ANALYSIS, RetentionClass.SESSION));
        all.addAll(APPOINTMENTS.subList(1, APPOINTMENTS.size()));
        assertEquals(all, erased);
    }

    /** A node whose clock has jumped ahead by three days would erase what was promised for three days more. */
    @Test
    void nothingIsErasedByAClockThatDisagreesWithTheDatabases() throws ReflectiveOperationException {
        runWith(Duration.ofMinutes(6));
        assertEquals(List.of(), erased);
    }
}
