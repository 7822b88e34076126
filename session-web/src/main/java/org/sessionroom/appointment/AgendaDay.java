package org.sessionroom.appointment;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;

/** A day of the strip above the agenda. */
public record AgendaDay(LocalDate date, long count, boolean selected, Locale locale) {

    /** As the address names it. */
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

    public boolean isSelected() {
        return selected;
    }
}
