package org.sessionroom.appointment;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import org.sessionroom.Hospital;

/** What a therapist types to book; made into a {@link Booking}, which checks it. */
public class BookingForm {

    private String clientName;
    private String clientEmail;
    private String date;
    private String time;
    private int minutes = 50;
    private String language;

    /** @throws java.time.DateTimeException when day or time is not one */
    Booking booking(String therapist, String therapistName, Locale usual) {
        return new Booking(
                therapist,
                therapistName,
                clientName,
                Optional.ofNullable(clientEmail).map(String::strip).filter(email -> !email.isEmpty()),
                date().atTime(LocalTime.parse(typed(time)))
                        .atZone(Hospital.timeZone())
                        .toInstant(),
                minutes,
                language == null ? usual : Locale.forLanguageTag(language));
    }

    LocalDate date() {
        return LocalDate.parse(typed(date));
    }

    /** Faces hands over null for what was left empty. */
    private static String typed(String value) {
        return value == null ? "" : value;
    }

    public String getClientName() {
        return clientName;
    }

    public void setClientName(String clientName) {
        this.clientName = clientName;
    }

    public String getClientEmail() {
        return clientEmail;
    }

    public void setClientEmail(String clientEmail) {
        this.clientEmail = clientEmail;
    }

    public String getDate() {
        return date;
    }

    public void setDate(String date) {
        this.date = date;
    }

    public String getTime() {
        return time;
    }

    public void setTime(String time) {
        this.time = time;
    }

    public int getMinutes() {
        return minutes;
    }

    public void setMinutes(int minutes) {
        this.minutes = minutes;
    }

    public String getLanguage() {
        return language;
    }

    public void setLanguage(String language) {
        this.language = language;
    }
}
