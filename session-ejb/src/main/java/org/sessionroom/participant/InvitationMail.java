package org.sessionroom.participant;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.annotation.Resource;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.eclipse.microprofile.config.ConfigProvider;

/** Sends the link to the client, outside any transaction and without making anybody wait. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class InvitationMail {

    private static final String DEFAULT_SENDER = "Sala de Sessão";
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    @Resource(lookup = "java:jboss/mail/SessionRoom")
    private Session mail;

    @EJB
    private Inviting inviting;

    @Asynchronous
    public void send(InvitationIssued issued) {
        String address = issued.booking().clientEmail().orElseThrow();
        try {
            Transport.send(compose(issued, address));
            inviting.noteMail(issued.invitation(), MailStatus.SENT);
        } catch (MessagingException e) {
            LOG.mailFailed(issued.session(), issued.invitation(), e.getClass().getSimpleName());
            inviting.noteMail(issued.invitation(), MailStatus.FAILED);
        }
    }

    private MimeMessage compose(InvitationIssued issued, String address) throws MessagingException {
        InvitationText text = new InvitationText(issued.booking(), Inviting.link(issued.token()), issued.expiresAt());
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text.plain(), UTF_8);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(text.html(), UTF_8, "html");
        MimeMessage message = new MimeMessage(mail);
        message.setFrom(sender());
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(address, true));
        message.setSubject(text.subject(), UTF_8);
        message.setSentDate(new Date());
        // RFC 3834 §5: keeps vacation replies away.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setContent(new MimeMultipart("alternative", plain, html));
        return message;
    }

    /** The address is the mail session's; the name tells people whose it is. */
    private InternetAddress sender() throws MessagingException {
        InternetAddress address = InternetAddress.getLocalAddress(mail);
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
}
