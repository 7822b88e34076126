package org.sessionroom.appointment;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sessionroom.input.MailAddress;
import org.sessionroom.input.TextRule;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.TherapySessionEntity;

/**
 * The data of a booking. {@link #read} creates it from external input and validates it; only {@link AppointmentEntity} creates it
 * from stored data, which may be older than a rule.
 *
 * @param therapist user name at the identity provider
 * @param therapistName as shown to the client
 * @param clientEmail address for the invitation, if any
 * @param minutes planned length, 10 to 120
 * @param language of the client's mail and pages: pt-BR or en
 */
public record Booking(
        String therapist,
        String therapistName,
        String clientName,
        Optional<String> clientEmail,
        Instant startsAt,
        int minutes,
        Locale language) {

    private static final int SHORTEST_MINUTES = 10;
    private static final int LONGEST_MINUTES = 120;
    private static final Set<String> LANGUAGES = Set.of("pt", "en");

    /**
     * Validates a booking that a person or a system requests. Missing values are null.
     *
     * @param startsAt a moment of {@link AppointmentTime}
     * @throws SessionRejected INVALID, with the first invalid member
     */
    public static Booking read(
            String therapist,
            String therapistName,
            String clientName,
            Optional<String> clientEmail,
            Instant startsAt,
            int minutes,
            String language) {
        if (minutes < SHORTEST_MINUTES || minutes > LONGEST_MINUTES) {
            throw SessionRejected.invalid("minutes", Kind.OUT_OF_RANGE, SHORTEST_MINUTES + "–" + LONGEST_MINUTES);
        }
        Locale locale = Locale.forLanguageTag(language);
        if (!LANGUAGES.contains(locale.getLanguage())) {
            throw SessionRejected.invalid("language", Kind.UNKNOWN, "pt-BR, en");
        }
        return new Booking(
                TextRule.USER_NAME.read("therapist", therapist),
                TextRule.PERSON_NAME.read("therapistName", therapistName),
                TextRule.PERSON_NAME.read("clientName", clientName),
                clientEmail.map(email -> MailAddress.read("clientEmail", email)),
                startsAt,
                minutes,
                locale);
    }

    /** Why a session keeps its appointment from being changed to this booking: it has begun, or is another therapist's. */
    public Optional<Rejection> obstacle(TherapySessionEntity session) {
        if (session.status() == SessionStatus.CANCELLED) {
            return Optional.of(Rejection.APPOINTMENT_CANCELLED);
        }
        return session.status() == SessionStatus.PENDING && session.therapist().equals(therapist)
                ? Optional.empty()
                : Optional.of(Rejection.APPOINTMENT_OPENED);
    }

    /** Whether both take place at the same time for a while. */
    public boolean overlaps(Booking other) {
        return startsAt.isBefore(other.endsAt()) && other.startsAt.isBefore(endsAt());
    }

    private Instant endsAt() {
        return startsAt.plus(Duration.ofMinutes(minutes));
    }

    /** Does not show names. */
    @Override
    public String toString() {
        return "Booking[" + therapist + ", " + startsAt + ", " + minutes + " min]";
    }
}
