package org.sessionroom.participant;

import java.net.URI;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.sessionroom.Hospital;
import org.sessionroom.Messages;
import org.sessionroom.appointment.Booking;

/** The words of an invitation's mail, in the client's language. */
final class InvitationText {

    private final Booking booking;
    private final URI link;
    private final Messages messages;

    InvitationText(Booking booking, URI link) {
        this.booking = booking;
        this.link = link;
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
                        messages.text("mail.invitation.private"),
                        messages.text("mail.invitation.mistake"))
                + "\n";
    }

    String html() {
        return """
                <!DOCTYPE html>
                <html lang="%s"><body style="margin:0;padding:32px 16px;background:#F3F0E8;color:#22302B;\
                font:16px/24px Figtree,Helvetica,Arial,sans-serif">
                <div style="max-width:520px;margin:0 auto;padding:32px;background:#FBF9F4;border-radius:20px">
                <h1 style="margin:0 0 16px;font:400 26px/34px Newsreader,Georgia,serif">%s</h1>
                <p>%s</p>
                <p>%s</p>
                <p style="margin:28px 0"><a href="%s" style="display:inline-block;padding:15px 28px;background:#1F5C53;\
                color:#FFFFFF;border-radius:10px;text-decoration:none;font-weight:600">%s</a></p>
                <p style="color:#4C5A54;font-size:14px;line-height:20px">%s</p>
                <p style="color:#4C5A54;font-size:14px;line-height:20px">%s</p>
                </div></body></html>
                """.formatted(
                        booking.language().toLanguageTag(),
                        escape(messages.text("mail.invitation.greeting", booking.clientName())),
                        escape(sentence()),
                        escape(messages.text("mail.invitation.how")),
                        escape(link.toString()),
                        escape(messages.text("mail.invitation.button")),
                        escape(messages.text("mail.invitation.private")),
                        escape(messages.text("mail.invitation.mistake")));
    }

    private String sentence() {
        Locale language = booking.language();
        var start = booking.startsAt().atZone(Hospital.timeZone());
        String day = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(language)
                .format(start);
        String time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(language)
                .format(start);
        return messages.text("mail.invitation.when", booking.therapistName(), day, time);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
