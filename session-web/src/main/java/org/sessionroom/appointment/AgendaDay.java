package org.sessionroom.appointment;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.sessionroom.Hospital;

/** A day in the strip above the agenda. */
public record AgendaDay(LocalDate date, long count, boolean selected, boolean today, Locale locale) {

    /** Maximum dots that fit; screen readers read the number itself. */
    private static final int MOST_DOTS = 6;

    static final int OF_A_WEEK = 7;

    /** The first day of a day's week. */
    static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /**
     * The week of a day, from Monday on.
     *
     * @param booked the starts of its appointments
     */
    static List<AgendaDay> week(LocalDate selected, LocalDate today, List<Instant> booked, Locale locale) {
        List<LocalDate> dates = booked.stream()
                .map(each -> LocalDate.ofInstant(each, Hospital.timeZone()))
                .toList();
        return IntStream.range(0, OF_A_WEEK)
                .mapToObj(monday(selected)::plusDays)
                .map(date -> new AgendaDay(
                        date,
                        dates.stream().filter(date::equals).count(),
                        date.equals(selected),
                        date.equals(today),
                        locale))
                .toList();
    }

    /** The date in the form used in URLs. */
    public String getDate() {
        return date.toString();
    }

    public String getWeekday() {
        return date.getDayOfWeek().getDisplayName(TextStyle.SHORT, locale).replace(".", "");
    }

    public int getNumber() {
        return date.getDayOfMonth();
    }

    public long getCount() {
        return count;
    }

    /** One for each appointment. */
    public List<Long> getDots() {
        return LongStream.range(0, Math.min(count, MOST_DOTS)).boxed().toList();
    }

    public boolean isWeekend() {
        return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }

    public boolean isToday() {
        return today;
    }

    public boolean isSelected() {
        return selected;
    }
}
