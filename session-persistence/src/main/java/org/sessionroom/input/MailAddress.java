package org.sessionroom.input;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.SessionRejected;

/** Addresses that every mail server can be given (RFC 5321 §4.1.2); only sending tells whether they exist. */
public final class MailAddress {

    private static final int LONGEST = 254; // RFC 5321 §4.5.3.1.3, without the angle brackets
    private static final int LONGEST_LOCAL_PART = 64;

    /** A domain in other letters is longer as mail servers write it, and what is pasted has more around it. */
    private static final int LONGEST_TYPED = 1_000;

    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL_PART = Pattern.compile(
            ATOM + "(?:\\." + ATOM + ")*|\"(?:[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]|\\\\[\\x20-\\x7E])+\"");
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern DOMAIN = Pattern.compile("(?:" + LABEL + "\\.)+(?=[a-z0-9-]*[a-z])" + LABEL);
    private static final Pattern PARTS = Pattern.compile("(\"(?:[^\"\\\\]|\\\\.)*\"|[^@]*)@([^@]*)");

    /** java.net.IDN follows the rules of 2003, by which these would lead to another domain than by today's (RFC 5891). */
    private static final Pattern OF_ANOTHER_DOMAIN = Pattern.compile("[ßẞς\u200C\u200D]");

    private static final Pattern AROUND =
            Pattern.compile("^[\\s\u202A-\u202E\u2066-\u2069]+|[\\s\u202A-\u202E\u2066-\u2069]+$");

    private MailAddress() {}

    /**
     * An address with its domain as mail servers write it: in lower case, an internationalised one as A-labels (RFC 5890).
     *
     * @param field as the caller names it
     * @throws SessionRejected INVALID when mail cannot go there
     */
    public static String read(String field, String typed) {
        // First, because a regular expression that repeats a group goes down the stack with each repetition.
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

    /** Without what a paste from a contact card or a chat brings along unseen, at the ends also the marks of a direction. */
    private static String tidied(String typed) {
        return AROUND.matcher(TextRule.seen(typed)).replaceAll("");
    }

    /** Empty for what is no domain. */
    private static String ascii(String domain) {
        if (OF_ANOTHER_DOMAIN.matcher(domain).find()) {
            return "";
        }
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (RuntimeException noDomain) {
            // For some malformed labels it throws more than the IllegalArgumentException it declares.
            return "";
        }
    }
}
