package org.sessionroom.appointment;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/**
 * What is agreed on when somebody books.
 *
 * @param therapist user name at the identity provider, 1 to 200 characters
 * @param therapistName as the client shall read it, 1 to 100 characters
 * @param clientName 1 to 100 characters
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

    public static final int SHORTEST_MINUTES = 10;
    public static final int LONGEST_MINUTES = 120;
    public static final int LONGEST_NAME = 100;

    private static final int LONGEST_USER_NAME = 200;
    private static final int LONGEST_EMAIL = 254; // RFC 5321 §4.5.3.1.3
    private static final Set<String> LANGUAGES = Set.of("pt", "en");
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>\"(),;:\\\\]+@[^\\s@<>\"(),;:\\\\]+\\.[^\\s@<>\"(),;:\\\\]+");

    /** @throws SessionRejected INVALID when a value is outside its limits */
    public Booking {
        boolean valid = isText(therapist, LONGEST_USER_NAME)
                && isText(therapistName, LONGEST_NAME)
                && isText(clientName, LONGEST_NAME)
                && clientEmail.map(Booking::isEmail).orElse(true)
                && startsAt != null
                && minutes >= SHORTEST_MINUTES
                && minutes <= LONGEST_MINUTES
                && LANGUAGES.contains(language.getLanguage());
        if (!valid) {
            throw new SessionRejected(Rejection.INVALID);
        }
    }

    /** Whether a name or the like is present, within length and free of control characters (so none can forge a mail header). */
    public static boolean isText(String text, int longest) {
        return text != null
                && !text.isBlank()
                && text.length() <= longest
                && text.chars().noneMatch(Character::isISOControl);
    }

    /** Whether it reads like an address mail can go to; only sending tells whether it exists. */
    public static boolean isEmail(String text) {
        return isText(text, LONGEST_EMAIL) && EMAIL.matcher(text).matches();
    }

    /** Does not show names. */
    @Override
    public String toString() {
        return "Booking[" + therapist + ", " + startsAt + ", " + minutes + " min]";
    }
}
