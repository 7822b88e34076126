package org.sessionroom.appointment;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.Hospital;
import org.sessionroom.input.WrittenId;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/** A therapist's input for a booking; converted to a {@link Booking}, which validates it. */
public class BookingForm {

    private String id;
    private String clientName;
    private String clientEmail;
    private String date;
    private String time;
    private int minutes = 50;
    private String language;

    BookingForm(UUID id) {
        this.id = id.toString();
    }

    /** @throws SessionRejected NOT_FOUND if the form's id is malformed */
    UUID id() {
        if (!WrittenId.isOne(id)) {
            throw new SessionRejected(Rejection.NOT_FOUND);
        }
        return WrittenId.parse(id);
    }

    /**
     * @param today in the hospital's time zone; earlier days are mistyped, and the client would get a mail about them
     * @throws SessionRejected INVALID, with the name of the field
     */
    Booking booking(String therapist, String therapistName, Locale usual, LocalDate today) {
        if (date().isBefore(today)) {
            throw SessionRejected.invalid("date", Kind.PAST);
        }
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

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
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
