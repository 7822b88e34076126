package org.sessionroom.appointment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

class BookingTest {

    private static final String PT = "pt-BR";

    @Test
    void takesWhatPeopleAreReallyCalled() {
        assertEquals(
                "João D’Ávila-Ñandú 李",
                booking("João D’Ávila-Ñandú 李", "joao@example.org", 50, PT).clientName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "Ana\r\nBcc: x@example.org", "\u0000"})
    void refusesNamesThatAreNone(String name) {
        assertInvalid(() -> booking(name, "ana@example.org", 50, PT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana", "ana@", "@example.org", "ana@example", "a b@example.org", "a@b.c, d@e.f", "<a@b.c>"})
    void refusesAddressesThatAreNone(String email) {
        assertInvalid(() -> booking("Ana", email, 50, PT));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 9, 121})
    void refusesLengthsNobodyMeets(int minutes) {
        assertInvalid(() -> booking("Ana", "ana@example.org", minutes, PT));
    }

    @Test
    void refusesLanguagesWeDoNotSpeak() {
        assertInvalid(() -> booking("Ana", "ana@example.org", 50, "fr"));
    }

    @Test
    void doesNotShowNamesInALog() {
        assertFalse(booking("Ana", "ana@example.org", 50, PT).toString().contains("Ana"));
    }

    private static void assertInvalid(Runnable making) {
        assertEquals(
                Rejection.INVALID,
                assertThrows(SessionRejected.class, making::run).rejection());
    }

    private static Booking booking(String name, String email, int minutes, String language) {
        return Booking.read("paulo", "Dr. Paulo", name, Optional.of(email), Instant.EPOCH, minutes, language);
    }
}
