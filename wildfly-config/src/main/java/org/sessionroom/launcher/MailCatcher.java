package org.sessionroom.launcher;

import com.icegreen.greenmail.user.MessageDeliveryHandler;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Takes every mail the room sends, keeps it in memory and shows it; nothing leaves this machine. */
public final class MailCatcher implements AutoCloseable {

    /** A caught mail; {@code text} is its plain part. */
    public record Mail(String to, String subject, String text) {}

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
                var mail = new Mail(to.getEmail(), message.getMessage().getSubject(), plainText(message.getMessage()));
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

    private static String plainText(MimeMessage message) throws MessagingException, IOException {
        return text(message).strip();
    }

    private static String text(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return part.getContent().toString();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart each = parts.getBodyPart(i);
                String text = text(each);
                if (!text.isEmpty()) {
                    return text;
                }
            }
        }
        return "";
    }
}
