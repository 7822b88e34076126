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

/** When an appointment can be: of all times that can be written, those that somebody can mean. */
public final class AppointmentTime {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2199;
    private static final String ALLOWED = FIRST_YEAR + "–" + LAST_YEAR;

    private AppointmentTime() {}

    /**
     * A moment, as systems write it: ISO 8601 with an offset.
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
            // As the database keeps times: what is told once more in the same words is the same time.
            return time.toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException malformed) {
            throw SessionRejected.invalid(field, Kind.MALFORMED);
        }
    }

    /**
     * A day of the calendar, as pages write it: 2026-11-26.
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
     * When the clocks of a place show a time on a day; the first time, where they show it twice.
     *
     * @param text such as 19:00, may be null
     * @throws SessionRejected INVALID, also for a time over which the clocks are set forward
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
