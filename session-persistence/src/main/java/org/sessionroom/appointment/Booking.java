package org.sessionroom.appointment;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sessionroom.input.MailAddress;
import org.sessionroom.input.TextRule;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.SessionRejected;

/**
 * What is agreed on when somebody books. Made by {@link #read} of what comes from outside; {@link AppointmentEntity} alone makes it
 * of what is kept, which may be from before a rule.
 *
 * @param therapist user name at the identity provider
 * @param therapistName as the client shall read it
 * @param clientEmail where the invitation goes, if anywhere
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
     * What somebody, or a system, asks to book. Values that are missing are null.
     *
     * @param startsAt a moment of {@link AppointmentTime}
     * @throws SessionRejected INVALID, with the first member that cannot be taken
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

    /** Does not show names. */
    @Override
    public String toString() {
        return "Booking[" + therapist + ", " + startsAt + ", " + minutes + " min]";
    }
}
