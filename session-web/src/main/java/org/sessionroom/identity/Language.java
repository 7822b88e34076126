package org.sessionroom.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.sessionroom.Messages;

/** In which language somebody reads: the one they chose here, else the first one of their browser that we speak. */
public final class Language {

    /** The cookie that keeps a choice. */
    public static final String COOKIE = "language";

    private Language() {}

    /**
     * @param cookies a Cookie header, may be empty
     * @param accepted an Accept-Language header, may be empty or malformed
     */
    public static Locale of(String cookies, String accepted) {
        return chosen(cookies).orElseGet(() -> Messages.preferred(accepted));
    }

    private static Optional<Locale> chosen(String cookies) {
        return Arrays.stream(cookies.split(";"))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> Locale.forLanguageTag(cookie.substring(COOKIE.length() + 1)))
                .map(Messages::supported)
                .findFirst();
    }
}
