package org.sessionroom.input;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.SessionRejected;

/** Addresses that every mail server accepts (RFC 5321 §4.1.2); whether they exist shows only when a mail is sent. */
public final class MailAddress {

    private static final int LONGEST = 254; // RFC 5321 §4.5.3.1.3, without the angle brackets
    private static final int LONGEST_LOCAL_PART = 64;

    /** An internationalised domain may become longer as A-labels, and pasted text may contain more around the address. */
    private static final int LONGEST_TYPED = 1_000;

    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL_PART = Pattern.compile(
            ATOM + "(?:\\." + ATOM + ")*|\"(?:[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]|\\\\[\\x20-\\x7E])+\"");
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern DOMAIN = Pattern.compile("(?:" + LABEL + "\\.)+(?=[a-z0-9-]*[a-z])" + LABEL);
    private static final Pattern PARTS = Pattern.compile("(\"(?:[^\"\\\\]|\\\\.)*\"|[^@]*)@([^@]*)");

    /** java.net.IDN implements IDNA 2003, which maps these characters to another domain than the current rules (RFC 5891). */
    private static final Pattern OF_ANOTHER_DOMAIN = Pattern.compile("[ßẞς\u200C\u200D]");

    private static final Pattern AROUND =
            Pattern.compile("^[\\s\u202A-\u202E\u2066-\u2069]+|[\\s\u202A-\u202E\u2066-\u2069]+$");

    private MailAddress() {}

    /**
     * Validates an address and normalises its domain to the form of mail servers: lower case, an internationalised one as A-labels (RFC 5890).
     *
     * @param field as the caller names it
     * @throws SessionRejected INVALID if mail cannot be sent there
     */
    public static String read(String field, String typed) {
        // Checks the length first, because a regular expression that repeats a group uses stack for each repetition.
        Matcher parts = PARTS.matcher(typed.length() > LONGEST_TYPED ? "" : tidied(typed));
        if (!parts.matches()) {
            throw SessionRejected.invalid(field, Kind.NO_ADDRESS);
        }
        String local = parts.group(1);
        if (local.chars().anyMatch(character -> character > 0x7E)) {
            throw SessionRejected.invalid(field, Kind.FOREIGN_ADDRESS);
        }
        String domain = ascii(parts.group(2));
        if (domain.isEmpty() && !StandardCharsets.US_ASCII.newEncoder().canEncode(parts.group(2))) {
            throw SessionRejected.invalid(field, Kind.FOREIGN_DOMAIN);
        }
        String address = local + "@" + domain;
        if (local.length() > LONGEST_LOCAL_PART
                || address.length() > LONGEST
                || !LOCAL_PART.matcher(local).matches()
                || !DOMAIN.matcher(domain).matches()) {
            throw SessionRejected.invalid(field, Kind.NO_ADDRESS);
        }
        return address;
    }

    /** Removes invisible characters from a contact card or a chat, and direction marks at both ends. */
    private static String tidied(String typed) {
        return AROUND.matcher(TextRule.seen(typed)).replaceAll("");
    }

    /** Empty if it is not a domain. */
    private static String ascii(String domain) {
        if (OF_ANOTHER_DOMAIN.matcher(domain).find()) {
            return "";
        }
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (RuntimeException noDomain) {
            // For some malformed labels IDN throws other exceptions than the IllegalArgumentException that it declares.
            return "";
        }
    }
}
