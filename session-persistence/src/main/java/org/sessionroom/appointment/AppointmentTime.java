package org.sessionroom.appointment;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.SessionRejected;

/** Validates the time of an appointment: only years in which an appointment is plausible, 2000 to 2199. */
public final class AppointmentTime {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2199;
    private static final String ALLOWED = FIRST_YEAR + "–" + LAST_YEAR;

    private AppointmentTime() {}

    /**
     * Parses a moment as systems write it: ISO 8601 with an offset.
     *
     * @param text may be null
     * @throws SessionRejected INVALID
     */
    public static Instant read(String field, String text) {
        if (text == null) {
            throw SessionRejected.invalid(field, Kind.MISSING);
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            requireYear(field, time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate());
            // The database's precision, so that the same text compares as the same time when it is sent again.
            return time.toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException malformed) {
            throw SessionRejected.invalid(field, Kind.MALFORMED);
        }
    }

    /**
     * Parses a day of the calendar as pages write it: 2026-11-26.
     *
     * @param text may be null
     * @throws SessionRejected INVALID
     */
    public static LocalDate day(String field, String text) {
        try {
            LocalDate day = LocalDate.parse(text == null ? "" : text);
            requireYear(field, day);
            return day;
        } catch (DateTimeException malformed) {
            throw SessionRejected.invalid(field, Kind.MALFORMED);
        }
    }

    /**
     * The moment at which the clocks of a place show a time on a day; the first one, if they show it twice.
     *
     * @param text such as 19:00, may be null
     * @throws SessionRejected INVALID, also for a time in the gap when the clocks are set forward
     */
    public static Instant at(String field, LocalDate day, String text, ZoneId place) {
        try {
            LocalDateTime shown = day.atTime(LocalTime.parse(text == null ? "" : text));
            if (place.getRules().getValidOffsets(shown).isEmpty()) {
                throw SessionRejected.invalid(field, Kind.SKIPPED_TIME);
            }
            return shown.atZone(place).toInstant();
        } catch (DateTimeException malformed) {
            throw SessionRejected.invalid(field, Kind.MALFORMED);
        }
    }

    private static void requireYear(String field, LocalDate day) {
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw SessionRejected.invalid(field, Kind.OUT_OF_RANGE, ALLOWED);
        }
    }
}
