package org.sessionroom.appointment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.record.AssociatedData;
import org.sessionroom.record.SealingKey;

/**
 * A planned meeting: booked by the hospital's scheduling system under its own external id, or by the therapist. It may be
 * changed until its room is opened, and cancelled at any time. Its personal data is encrypted with a key of its own.
 */
@Entity
@Table(name = "appointment")
public class AppointmentEntity {

    @Id
    private UUID id;

    @Column(name = "external_id")
    private String externalId;

    @Column(name = "made_by_scheduler")
    private boolean madeByScheduler;

    private String therapist;

    @Column(name = "sealed_therapist_name")
    private byte[] sealedTherapistName;

    @Column(name = "sealed_client_name")
    private byte[] sealedClientName;

    @Column(name = "sealed_client_email")
    private byte[] sealedClientEmail;

    @Column(name = "starts_at")
    private Instant startsAt;

    private int minutes;

    private String language;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "cancelled_at")
    private Instant cancelledAt;

    protected AppointmentEntity() {}

    public AppointmentEntity(UUID id, String externalId, Booking booking, SealingKey key, Instant now) {
        this.id = id;
        this.externalId = externalId;
        this.createdAt = now;
        change(booking, key);
    }

    /** Copies the data of a booking. A cancelled appointment that is booked again is valid again. */
    public void change(Booking booking, SealingKey key) {
        therapist = booking.therapist();
        sealedTherapistName = key.seal(booking.therapistName(), place("sealed_therapist_name"));
        sealedClientName = key.seal(booking.clientName(), place("sealed_client_name"));
        sealedClientEmail = booking.clientEmail()
                .map(email -> key.seal(email, place("sealed_client_email")))
                .orElse(null);
        startsAt = booking.startsAt();
        minutes = booking.minutes();
        language = booking.language().toLanguageTag();
        cancelledAt = null;
    }

    /** Cancelling twice changes nothing. */
    public void cancel(Instant now) {
        if (cancelledAt == null) {
            cancelledAt = now;
        }
    }

    public Booking booking(SealingKey key) {
        Optional<String> email =
                Optional.ofNullable(sealedClientEmail).map(bytes -> key.open(bytes, place("sealed_client_email")));
        return new Booking(
                therapist,
                key.open(sealedTherapistName, place("sealed_therapist_name")),
                key.open(sealedClientName, place("sealed_client_name")),
                email,
                startsAt,
                minutes,
                language());
    }

    public UUID id() {
        return id;
    }

    /** The language of the client's mail and pages, and of the conversation. */
    public Locale language() {
        return Locale.forLanguageTag(language);
    }

    /** Whether the client has an e-mail address. */
    public boolean hasClientEmail() {
        return sealedClientEmail != null;
    }

    public Optional<String> externalId() {
        return Optional.ofNullable(externalId);
    }

    /** Whether the scheduling system has booked or changed it. */
    public boolean isMadeByScheduler() {
        return madeByScheduler;
    }

    /** The scheduling system has booked or changed it. */
    public void madeByScheduler() {
        madeByScheduler = true;
    }

    /** Removes the external id, so that another appointment can have it. */
    public void releaseExternalId() {
        externalId = null;
    }

    public String therapist() {
        return therapist;
    }

    public Instant startsAt() {
        return startsAt;
    }

    public Instant endsAt() {
        return startsAt.plus(Duration.ofMinutes(minutes));
    }

    public boolean isCancelled() {
        return cancelledAt != null;
    }

    private AssociatedData place(String column) {
        return new AssociatedData("appointment", column, id);
    }
}
