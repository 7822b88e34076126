package org.sessionroom.participant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.outbox.Outcome;

class SmtpDeliveryTest {

    private static final Address[] NOBODY = {};

    @ParameterizedTest
    @ValueSource(strings = {"550 5.1.1 no such person", "553 5.1.3 bad address", "550 unknown", "552 5.2.2 over quota"})
    void aRecipientWhoIsRefusedIsRefusedForGood(String reply) throws MessagingException {
        assertEquals(new Outcome.Never("REFUSED"), SmtpDelivery.outcome(toRecipient(reply)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "451 4.7.1 try again later",
                "554 5.7.1 Relay access denied",
                "554 no",
                "550 5.7.1 blocked",
                "550 relaying denied"
            })
    void whatConcernsTheServerIsTriedAgainThoughItIsSaidToARecipient(String reply) throws MessagingException {
        assertEquals(new Outcome.Later("REFUSED_FOR_NOW"), SmtpDelivery.outcome(toRecipient(reply)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"530 5.7.0 Must issue a STARTTLS command first", "550 sender rejected", "421 closing"})
    void whatIsRefusedBeforeARecipientIsNamedIsTriedAgain(String reply) {
        assertEquals(
                new Outcome.Later("REFUSED_FOR_NOW"),
                SmtpDelivery.outcome(new SendFailedException(reply, null, NOBODY, NOBODY, NOBODY)));
        assertEquals(new Outcome.Later("REFUSED_FOR_NOW"), SmtpDelivery.outcome(new MessagingException(reply)));
    }

    @Test
    void otherFailuresHaveNamesOfTheirOwn() {
        assertEquals(
                new Outcome.Later("REFUSED_LOGIN"),
                SmtpDelivery.outcome(new AuthenticationFailedException("535 5.7.8")));
        assertEquals(new Outcome.Never("BAD_ADDRESS"), SmtpDelivery.outcome(new AddressException("at sign")));
        assertEquals(
                new Outcome.Later("UNREACHABLE"),
                SmtpDelivery.outcome(new MessagingException("connect", new ConnectException())));
        assertEquals(
                new Outcome.Later("TIMED_OUT"),
                SmtpDelivery.outcome(new MessagingException("read", new SocketTimeoutException())));
        assertEquals(new Outcome.Later("DROPPED"), SmtpDelivery.outcome(new MessagingException("eof")));
    }

    /** The exception of Angus Mail: it names the rejected addresses and contains the server's reply as its cause. */
    private static MessagingException toRecipient(String reply) throws MessagingException {
        Address[] recipient = {new InternetAddress("ana@example.org")};
        return new SendFailedException("Invalid Addresses", new SendFailedException(reply), NOBODY, NOBODY, recipient);
    }

    /** Jakarta Mail reads a line of a reply however long it is, and would fill the memory. */
    @Test
    @Timeout(30)
    void aServerThatNeverEndsItsReplyIsHungUpOn() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new SmtpDelivery.BoundedSocket()) {
            Thread flood = new Thread(() -> flood(server));
            flood.setDaemon(true);
            flood.start();
            socket.connect(server.getLocalSocketAddress());
            InputStream replies = socket.getInputStream();
            byte[] some = new byte[8_192];
            long[] taken = {0};
            assertThrows(IOException.class, () -> {
                while (true) {
                    taken[0] += replies.read(some);
                }
            });
            assertTrue(taken[0] > SmtpDelivery.MOST_READ - some.length && taken[0] <= SmtpDelivery.MOST_READ);
            assertThrows(IOException.class, replies::read);
        }
    }

    private static void flood(ServerSocket server) {
        try (Socket socket = server.accept()) {
            while (true) {
                socket.getOutputStream().write("a".repeat(20_000).getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException hungUp) {
            // As expected.
        }
    }
}
