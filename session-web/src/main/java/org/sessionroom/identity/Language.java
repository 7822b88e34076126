package org.sessionroom.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.sessionroom.Messages;

/**
 * In which language somebody reads: the one they chose here, else the first one of their browser that we speak. A browser may pass
 * from one person to the next, so a choice carries whose it is: {@code en.<reader>}, or {@code en} of somebody nobody knew.
 */
public final class Language {

    /** The cookie that keeps a choice. */
    public static final String COOKIE = "language";

    private Language() {}

    /**
     * @param cookies a Cookie header, may be empty
     * @param accepted an Accept-Language header, may be empty or malformed
     * @param reader who reads ({@link CurrentPerson#getReader}); empty when nobody knows, which leaves the last choice
     */
    public static Locale of(String cookies, String accepted, String reader) {
        return chosen(cookies, reader).orElseGet(() -> Messages.preferred(accepted));
    }

    /** What the cookie keeps. */
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
