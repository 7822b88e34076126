package org.sessionroom.appointment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.session.FieldFault;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.SessionRejected;

class AppointmentTimeTest {

    private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");

    @Test
    void aMomentHasAnOffset() {
        assertEquals(
                Instant.parse("2026-11-26T22:00:00Z"), AppointmentTime.read("startsAt", "2026-11-26T19:00:00-03:00"));
        assertFault(
                new FieldFault("startsAt", Kind.MALFORMED, ""),
                () -> AppointmentTime.read("startsAt", "2026-11-26T19:00:00"));
        assertFault(new FieldFault("startsAt", Kind.MISSING, ""), () -> AppointmentTime.read("startsAt", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+999999999-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00Z",
                "1999-12-31T23:59:59Z",
                "2200-01-01T00:00:00Z"
            })
    void nobodyMeetsInSuchAYear(String text) {
        assertFault(
                new FieldFault("startsAt", Kind.OUT_OF_RANGE, "2000–2199"),
                () -> AppointmentTime.read("startsAt", text));
        assertFault(
                new FieldFault("date", Kind.OUT_OF_RANGE, "2000–2199"),
                () -> AppointmentTime.day("date", text.substring(0, text.indexOf('T'))));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "2026-02-30", "tomorrow", "26/11/2026"})
    void whatIsNoDayIsRefused(String text) {
        assertFault(new FieldFault("date", Kind.MALFORMED, ""), () -> AppointmentTime.day("date", text));
    }

    @Test
    void aTimeThatTheClocksSkipIsRefusedAndNotMoved() {
        LocalDate forward = LocalDate.of(2027, 3, 28);
        assertFault(
                new FieldFault("time", Kind.SKIPPED_TIME, ""),
                () -> AppointmentTime.at("time", forward, "01:30", LISBON));
        assertEquals(Instant.parse("2027-03-28T01:00:00Z"), AppointmentTime.at("time", forward, "02:00", LISBON));
    }

    @Test
    void ofATimeThatComesTwiceItIsTheFirst() {
        assertEquals(
                Instant.parse("2026-10-25T00:30:00Z"),
                AppointmentTime.at("time", LocalDate.of(2026, 10, 25), "01:30", LISBON));
    }

    private static void assertFault(FieldFault fault, Executable reading) {
        assertEquals(fault, assertThrows(SessionRejected.class, reading).fault().orElseThrow());
    }
}
