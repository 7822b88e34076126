package org.sessionroom.appointment;

import java.time.LocalDate;
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

    /** @throws org.sessionroom.session.SessionRejected INVALID, with the name of the field */
    Booking booking(String therapist, String therapistName, Locale usual) {
        return Booking.read(
                therapist,
                therapistName,
                clientName,
                Optional.ofNullable(clientEmail).filter(email -> !email.isBlank()),
                AppointmentTime.at("time", date(), time, Hospital.timeZone()),
                minutes,
                language == null ? usual.toLanguageTag() : language);
    }

    LocalDate date() {
        return AppointmentTime.day("date", date);
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
