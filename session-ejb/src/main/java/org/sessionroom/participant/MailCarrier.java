package org.sessionroom.participant;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sessionroom.database.Outage;
import org.sessionroom.outbox.Carrier;
import org.sessionroom.outbox.OutboxKind;
import org.sessionroom.outbox.Outcome;

/** Sends mails to clients, outside any transaction; callers do not wait. */
@ApplicationScoped
@ManagedExecutorDefinition(name = MailCarrier.EXECUTOR, maxAsync = 16)
public class MailCarrier implements Carrier {

    static final String EXECUTOR = "java:global/session-room/mail";

    private static final String DEFAULT_SENDER = "Sala de Sessão";
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    /** Shorter than the time after which an attempt counts as lost and another node would send again. */
    private static final Duration PATIENCE_OF_STORING = Duration.ofSeconds(30);

    @Resource(lookup = "java:jboss/mail/SessionRoom")
    private Session configured;

    @Resource(lookup = EXECUTOR)
    private ManagedExecutorService executor;

    @Inject
    private Clock clock;

    @EJB
    private ClientMailService clientMailService;

    private final SmtpDelivery delivery = new SmtpDelivery();

    @PreDestroy
    void stop() {
        delivery.close();
    }

    @Override
    public boolean carries(OutboxKind kind) {
        return kind.isMail();
    }

    @Override
    public Executor threads() {
        return executor;
    }

    @Override
    public void carry(UUID entry) {
        clientMailService.takeUp(entry).ifPresent(letter -> {
            Outcome outcome = delivery.send(
                    configured,
                    session -> compose(letter, session),
                    letter.kind().policy().deadline());
            Outage.outlast(PATIENCE_OF_STORING, () -> clientMailService.end(letter, outcome));
        });
    }

    @Override
    public void putOff(UUID entry) {
        clientMailService.putOff(entry);
    }

    private MimeMessage compose(Letter letter, Session session) throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(letter.mail().plain(), UTF_8);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(letter.mail().html(), UTF_8, "html");
        InternetAddress sender = sender(session);
        MimeMessage message = new Identified(session, letter.entry(), sender);
        message.setFrom(sender);
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.address(), true));
        message.setSubject(letter.mail().subject(), UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        // RFC 3834 §5: keeps vacation replies away.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setContent(new MimeMultipart("alternative", plain, html));
        return message;
    }

    /** The address is configured in the mail session; the display name is a setting of the room. */
    private static InternetAddress sender(Session session) throws MessagingException {
        InternetAddress address = InternetAddress.getLocalAddress(session);
        String name = ConfigProvider.getConfig()
                .getOptionalValue("session.mail.from.name", String.class)
                .orElse(DEFAULT_SENDER);
        try {
            address.setPersonal(name, UTF_8);
        } catch (UnsupportedEncodingException everyJavaHasIt) {
            throw new MessagingException(UTF_8, everyJavaHasIt);
        }
        return address;
    }

    /** A mail has the same Message-ID at each attempt, so that mail readers show a duplicate once (RFC 5322 §3.6.4). */
    private static final class Identified extends MimeMessage {

        private final UUID entry;
        private final InternetAddress sender;

        Identified(Session session, UUID entry, InternetAddress sender) {
            super(session);
            this.entry = entry;
            this.sender = sender;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            String address = sender.getAddress();
            setHeader("Message-ID", "<" + entry + address.substring(address.lastIndexOf('@')) + ">");
        }
    }
}
