package org.sessionroom.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.sessionroom.Messages;

/**
 * The language of a reader: their choice, otherwise the first language of their browser that we support. A browser may be used
 * by several people, so a choice names its reader: {@code en.<reader>}, or {@code en} for an unknown one.
 */
public final class Language {

    /** The cookie that stores a choice. */
    public static final String COOKIE = "language";

    private Language() {}

    /**
     * @param cookies a Cookie header, may be empty
     * @param accepted an Accept-Language header, may be empty or malformed
     * @param reader who reads ({@link CurrentPerson#getReaderKey}); empty if unknown, then the last choice counts
     */
    public static Locale of(String cookies, String accepted, String reader) {
        return chosen(cookies, reader).orElseGet(() -> Messages.preferred(accepted));
    }

    /** The value of the cookie. */
    static String choice(Locale locale, String reader) {
        return locale.toLanguageTag() + (reader.isEmpty() ? "" : "." + reader);
    }

    private static Optional<Locale> chosen(String cookies, String reader) {
        return Arrays.stream(cookies.split(";"))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> cookie.substring(COOKIE.length() + 1).split("\\.", 2))
                .filter(choice -> choice.length == 1 || reader.isEmpty() || choice[1].equals(reader))
                .map(choice -> Locale.forLanguageTag(choice[0]))
                .map(Messages::supported)
                .findFirst();
    }
}
