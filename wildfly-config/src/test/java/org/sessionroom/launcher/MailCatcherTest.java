package org.sessionroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailCatcherTest {

    @Test
    void theTextPartOfAMailIsShownWithItsLinkWhole() throws Exception {
        int port = Ports.free(1).mail();
        var shown = new ArrayList<MailCatcher.Mail>();
        try (var catcher = MailCatcher.start(port, shown::add)) {
            send(port, "Sua sessão", "Entre aqui: https://localhost:8443/join?i=a=b", "<p>Entre aqui</p>");
            var mail = new MailCatcher.Mail(
                    "\"Sala de Sessão\" <sala@example.org>",
                    "ana@example.org",
                    "Sua sessão",
                    "Entre aqui: https://localhost:8443/join?i=a=b",
                    "<p>Entre aqui</p>");
            assertEquals(List.of(mail), catcher.caught());
            assertEquals(List.of(mail), shown);
        }
    }

    private static void send(int port, String subject, String text, String html) throws Exception {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("sala@example.org", "Sala de Sessão", "UTF-8"));
        message.setRecipient(RecipientType.TO, new InternetAddress("ana@example.org"));
        message.setSubject(subject, "UTF-8");
        var plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        var rich = new MimeBodyPart();
        rich.setText(html, "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", plain, rich));
        Transport.send(message);
    }
}
