package org.sessionroom.participant;

import java.net.URI;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sessionroom.Hospital;
import org.sessionroom.Messages;
import org.sessionroom.appointment.Booking;

/** The text of a mail to the client, in the client's language. Times always include their zone. */
public final class ClientMail {

    private final Booking booking;
    private final Messages messages;
    private final String subject;
    private final List<String> paragraphs;
    private final Optional<URI> link;
    private final List<String> small;

    private ClientMail(
            Booking booking, String subject, List<String> paragraphs, Optional<URI> link, Stream<String> small) {
        this.booking = booking;
        this.messages = Messages.in(booking.language());
        this.subject = subject;
        this.paragraphs = paragraphs;
        this.link = link;
        this.small =
                Stream.concat(small, Stream.of(messages.text("mail.mistake"))).toList();
    }

    /** The link, and until when it is valid. */
    static ClientMail invitation(Booking booking, URI link, Instant expiresAt) {
        Messages messages = Messages.in(booking.language());
        return new ClientMail(
                booking,
                messages.text("mail.invitation.subject", booking.therapistName()),
                List.of(when("mail.invitation.when", booking), messages.text("mail.invitation.how")),
                Optional.of(link),
                Stream.of(until("mail.invitation.private", expiresAt, booking.language())));
    }

    /** The appointment was moved; the link stays the same. */
    static ClientMail rescheduled(Booking booking, Instant expiresAt) {
        Messages messages = Messages.in(booking.language());
        return new ClientMail(
                booking,
                messages.text("mail.rescheduled.subject", booking.therapistName()),
                List.of(
                        when("mail.rescheduled.when", booking),
                        until("mail.rescheduled.link", expiresAt, booking.language())),
                Optional.empty(),
                Stream.empty());
    }

    /** The session is cancelled. */
    static ClientMail cancelled(Booking booking) {
        Messages messages = Messages.in(booking.language());
        return new ClientMail(
                booking,
                messages.text("mail.cancelled.subject", booking.therapistName()),
                List.of(when("mail.cancelled.when", booking), messages.text("mail.cancelled.how")),
                Optional.empty(),
                Stream.empty());
    }

    String subject() {
        return subject;
    }

    String plain() {
        Stream<String> lines = Stream.of(
                        Stream.of(greeting()), paragraphs.stream(), link.map(URI::toString).stream(), small.stream())
                .flatMap(part -> part);
        return lines.collect(Collectors.joining("\n\n", "", "\n"));
    }

    /** Colours are inline for mail readers without style sheets, and repeated in a style sheet for dark mode. */
    String html() {
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="color-scheme" content="light dark">
                <meta name="supported-color-schemes" content="light dark">
                <style>
                :root { color-scheme: light dark }
                @media (prefers-color-scheme: dark) {
                  .page { background: #121917 !important; color: #ECE8DF !important }
                  .card { background: #19211F !important }
                  .quiet { color: #B7C0BA !important }
                  .button { background: #7DC3B1 !important; color: #0C211C !important }
                  .link { color: #9AD6C6 !important }
                }
                </style>
                </head>
                <body class="page" style="margin:0;padding:32px 16px;background:#F3F0E8;color:#22302B;\
                font:16px/24px Figtree,Helvetica,Arial,sans-serif">
                <div class="card" style="max-width:520px;margin:0 auto;padding:32px;background:#FBF9F4;border-radius:20px">
                <h1 style="margin:0 0 16px;font:400 26px/34px Newsreader,Georgia,serif">%s</h1>
                %s
                </div></body></html>
                """.formatted(booking.language().toLanguageTag(), escape(greeting()), body());
    }

    private String body() {
        return Stream.of(
                        paragraphs.stream().map(text -> "<p>" + escape(text) + "</p>"),
                        link.map(this::button).stream(),
                        small.stream().map(text -> quiet(escape(text))))
                .flatMap(part -> part)
                .collect(Collectors.joining("\n"));
    }

    private String button(URI target) {
        String address = escape(target.toString());
        return """
                <p style="margin:28px 0"><a class="button" href="%s" style="display:inline-block;padding:15px 28px;\
                background:#1F5C53;color:#FFFFFF;border-radius:10px;text-decoration:none;font-weight:600">%s</a></p>
                %s""".formatted(address, escape(messages.text("mail.invitation.button")), quiet("""
                                %s<br><a class="link" href="%s" style="color:#1A4F47;word-break:break-all">%s</a>""".formatted(
                        escape(messages.text("mail.invitation.copy")), address, address)));
    }

    private static String quiet(String html) {
        return "<p class=\"quiet\" style=\"color:#4C5A54;font-size:14px;line-height:20px\">" + html + "</p>";
    }

    private String greeting() {
        return messages.text("mail.greeting", booking.clientName());
    }

    private static String when(String key, Booking booking) {
        ZonedDateTime start = booking.startsAt().atZone(Hospital.timeZone());
        Locale language = booking.language();
        return Messages.in(language)
                .text(
                        key,
                        booking.therapistName(),
                        DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                                .withLocale(language)
                                .format(start),
                        time(start, language),
                        Hospital.timeZoneName(language));
    }

    private static String until(String key, Instant expiresAt, Locale language) {
        ZonedDateTime end = expiresAt.atZone(Hospital.timeZone());
        return Messages.in(language)
                .text(
                        key,
                        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                .withLocale(language)
                                .format(end),
                        time(end, language),
                        Hospital.timeZoneName(language));
    }

    private static String time(ZonedDateTime time, Locale language) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(language)
                .format(time);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
