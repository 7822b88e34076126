package org.sessionroom.launcher;

import com.icegreen.greenmail.user.MessageDeliveryHandler;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Receives every mail of the room, keeps it in memory and shows it; no mail leaves this machine. */
public final class MailCatcher implements AutoCloseable {

    /** A caught mail; {@code text} is its plain part, {@code html} its HTML part. */
    public record Mail(String from, String to, String subject, String text, String html) {}

    private final GreenMail server;
    private final List<Mail> caught = new CopyOnWriteArrayList<>();

    private MailCatcher(int port) {
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    static MailCatcher start(int port, Consumer<Mail> shown) {
        var catcher = new MailCatcher(port);
        catcher.server.start();
        UserManager postOffice = catcher.server.getUserManager();
        MessageDeliveryHandler delivery = postOffice.getMessageDeliveryHandler();
        postOffice.setMessageDeliveryHandler((message, to) -> {
            try {
                MimeMessage received = message.getMessage();
                var mail = new Mail(
                        ((InternetAddress) received.getFrom()[0]).toUnicodeString(),
                        to.getEmail(),
                        received.getSubject(),
                        text(received, "text/plain").strip(),
                        text(received, "text/html").strip());
                catcher.caught.add(mail);
                shown.accept(mail);
                return delivery.handle(message, to);
            } catch (IOException e) {
                throw new MessagingException("Unreadable mail", e);
            }
        });
        return catcher;
    }

    /** Oldest first. */
    public List<Mail> caught() {
        return List.copyOf(caught);
    }

    @Override
    public void close() {
        server.stop();
    }

    private static String text(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return part.getContent().toString();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart each = parts.getBodyPart(i);
                String text = text(each, type);
                if (!text.isEmpty()) {
                    return text;
                }
            }
        }
        return "";
    }
}
