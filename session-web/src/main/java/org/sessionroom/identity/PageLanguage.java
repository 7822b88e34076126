package org.sessionroom.identity;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sessionroom.Hospital;
import org.sessionroom.Messages;

/** The language of the current page, and its texts. */
@Named("language")
@RequestScoped
public class PageLanguage {

    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    @Inject
    private HttpServletRequest request;

    @Inject
    private CurrentPerson person;

    private Messages messages;

    public Messages messages() {
        if (messages == null) {
            String cookies = Optional.ofNullable(request.getCookies()).stream()
                    .flatMap(Arrays::stream)
                    .map((Cookie cookie) -> cookie.getName() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            String accepted =
                    Optional.ofNullable(request.getHeader("Accept-Language")).orElse("");
            messages = Messages.in(Language.of(cookies, accepted, person.getReaderKey()));
        }
        return messages;
    }

    public Locale getLocale() {
        return messages().locale();
    }

    public String getTag() {
        return getLocale().toLanguageTag();
    }

    /** The other language, for the switch. */
    public String getOther() {
        return Stream.of(Messages.PORTUGUESE, Messages.ENGLISH)
                .filter(locale -> !locale.equals(getLocale()))
                .findFirst()
                .orElseThrow()
                .toLanguageTag();
    }

    /** The page's own address, to return to after switching; on an error page it is the address that failed. */
    public String getBack() {
        String failed = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String query = failed == null ? request.getQueryString() : null;
        String path = failed == null ? request.getServletPath() : failed;
        return URLEncoder.encode(path + (query == null ? "" : "?" + query), StandardCharsets.UTF_8);
    }

    /** The page's texts, by key. */
    public ResourceBundle getText() {
        return messages().bundle();
    }

    /**
     * The texts for a script of the page, as a JSON object that is safe inside a script element.
     *
     * @param keys a pattern of the required keys
     */
    public String json(String keys) {
        return PageTexts.json(keys, getLocale());
    }

    /** A text with its placeholders filled. */
    public String fill(String key, Object... arguments) {
        return messages().text(key, arguments);
    }

    public String time(ZonedDateTime time) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(getLocale())
                .format(time);
    }

    /** In minutes, rounded to the nearest; in seconds if it is shorter than a minute. */
    public String length(Duration length) {
        return length.toMinutes() == 0 && !length.isZero()
                ? fill("session.seconds", length.toSeconds())
                : fill("session.minutes", length.plus(HALF_A_MINUTE).toMinutes());
    }

    /** The time zone of the hospital's staff (tz database). */
    public String getTimeZone() {
        return Hospital.timeZone().getId();
    }

    /** The name of the zone in which times are shown: a client may be in another. */
    public String getZone() {
        return Hospital.timeZoneName(getLocale());
    }

    public String date(ZonedDateTime time) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(getLocale())
                .format(time);
    }

    /** As {@link #date}, with the day of the week. */
    public String day(ZonedDateTime time) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(getLocale())
                .format(time);
    }

    /** With at most one decimal. */
    public String number(double value) {
        NumberFormat format = NumberFormat.getNumberInstance(getLocale());
        format.setMaximumFractionDigits(1);
        return format.format(value);
    }
}
