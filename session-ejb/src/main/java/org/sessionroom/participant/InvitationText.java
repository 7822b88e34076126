package org.sessionroom.participant;

import java.net.URI;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import org.sessionroom.Hospital;
import org.sessionroom.Messages;
import org.sessionroom.appointment.Booking;

/** The words of an invitation's mail, in the client's language. */
final class InvitationText {

    /** The zone's name as people say it, whatever the season: a client may read the mail in another. */
    private static final DateTimeFormatter ZONE =
            new DateTimeFormatterBuilder().appendGenericZoneText(TextStyle.FULL).toFormatter();

    private final Booking booking;
    private final URI link;
    private final Instant expiresAt;
    private final Messages messages;

    InvitationText(Booking booking, URI link, Instant expiresAt) {
        this.booking = booking;
        this.link = link;
        this.expiresAt = expiresAt;
        this.messages = Messages.in(booking.language());
    }

    String subject() {
        return messages.text("mail.invitation.subject", booking.therapistName());
    }

    String plain() {
        return String.join(
                        "\n\n",
                        messages.text("mail.invitation.greeting", booking.clientName()),
                        sentence(),
                        messages.text("mail.invitation.how"),
                        link.toString(),
                        validity(),
                        messages.text("mail.invitation.mistake"))
                + "\n";
    }

    /** Colours stand with the elements for the readers that know no style sheet, and once more for those that show it dark. */
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
                <p>%s</p>
                <p>%s</p>
                <p style="margin:28px 0"><a class="button" href="%s" style="display:inline-block;padding:15px 28px;\
                background:#1F5C53;color:#FFFFFF;border-radius:10px;text-decoration:none;font-weight:600">%s</a></p>
                <p class="quiet" style="color:#4C5A54;font-size:14px;line-height:20px">%s<br>\
                <a class="link" href="%s" style="color:#1A4F47;word-break:break-all">%s</a></p>
                <p class="quiet" style="color:#4C5A54;font-size:14px;line-height:20px">%s</p>
                <p class="quiet" style="color:#4C5A54;font-size:14px;line-height:20px">%s</p>
                </div></body></html>
                """.formatted(
                        booking.language().toLanguageTag(),
                        escape(messages.text("mail.invitation.greeting", booking.clientName())),
                        escape(sentence()),
                        escape(messages.text("mail.invitation.how")),
                        escape(link.toString()),
                        escape(messages.text("mail.invitation.button")),
                        escape(messages.text("mail.invitation.copy")),
                        escape(link.toString()),
                        escape(link.toString()),
                        escape(validity()),
                        escape(messages.text("mail.invitation.mistake")));
    }

    private String sentence() {
        ZonedDateTime start = booking.startsAt().atZone(Hospital.timeZone());
        return messages.text(
                "mail.invitation.when",
                booking.therapistName(),
                format(DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL), start),
                format(DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT), start),
                format(ZONE, start));
    }

    private String validity() {
        ZonedDateTime end = expiresAt.atZone(Hospital.timeZone());
        return messages.text(
                "mail.invitation.private",
                format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG), end),
                format(DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT), end));
    }

    private String format(DateTimeFormatter formatter, ZonedDateTime time) {
        return formatter.withLocale(booking.language()).format(time);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
