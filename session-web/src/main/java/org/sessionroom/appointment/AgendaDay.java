package org.sessionroom.appointment;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** A day in the strip above the agenda. */
public record AgendaDay(LocalDate date, long count, boolean selected, boolean today, Locale locale) {

    /** Maximum dots that fit; screen readers read the number itself. */
    private static final int MOST_DOTS = 6;

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
