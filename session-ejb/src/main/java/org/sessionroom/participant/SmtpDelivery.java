package org.sessionroom.participant;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import org.sessionroom.outbox.Outcome;

/**
 * Sends mails to the mail server, each within a deadline. The time-outs of the mail session apply to each read and write, so
 * a server that sends a byte now and then would block a thread for ever; here the socket is closed at the deadline.
 */
final class SmtpDelivery implements AutoCloseable {

    private static final Pattern REPLY = Pattern.compile("[2-5]\\d\\d[ -].*", Pattern.DOTALL);

    /** Bytes that a server may send in one dialogue: some replies, and a TLS handshake with a long chain of certificates. */
    static final int MOST_READ = 256_000;

    /** 554 is also used for policies, and 5.7 only for them. */
    private static final Pattern NO_SUCH_RECIPIENT = Pattern.compile(
            "(?!554)5\\d\\d[ -](?!5\\.7\\.)(?!.*\\brelay).*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "session-mail-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    SmtpDelivery() {
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /** Composes a mail for a mail session. */
    interface Composer {
        MimeMessage compose(Session session) throws MessagingException;
    }

    /**
     * Sends one mail.
     *
     * @param configured contains the server and the credentials
     * @param deadline for the whole SMTP dialogue
     */
    Outcome send(Session configured, Composer composer, Duration deadline) {
        var sockets = new EndedSockets();
        Future<?> end = deadlines.schedule(sockets::end, deadline.toMillis(), TimeUnit.MILLISECONDS);
        try {
            Transport.send(composer.compose(over(configured, sockets)));
            return new Outcome.Done();
        } catch (MessagingException e) {
            return sockets.isEnded() ? new Outcome.Later("TIMED_OUT") : outcome(e);
        } finally {
            end.cancel(false);
            sockets.end();
        }
    }

    /** The configured session, with sockets that can be closed at the deadline. */
    private static Session over(Session configured, SocketFactory sockets) {
        Properties properties = new Properties();
        properties.putAll(configured.getProperties());
        properties.put("mail.smtp.socketFactory", sockets);
        properties.put("mail.smtp.socketFactory.fallback", "false");
        // A mail that the server accepted is sent, whatever it answers to QUIT.
        properties.put("mail.smtp.quitwait", "false");
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return configured.requestPasswordAuthentication(
                        getRequestingSite(),
                        getRequestingPort(),
                        getRequestingProtocol(),
                        getRequestingPrompt(),
                        getDefaultUserName());
            }
        });
    }

    /**
     * Classifies a failure (RFC 5321 §4.2.1): a reply of 4yz is temporary, and one of 5yz to the recipient's address is permanent.
     * Any other refusal (the sender, a login, TLS, relaying: RFC 3463 §3.8, class 7) does not concern this mail in
     * particular, and an administrator can fix it.
     */
    static Outcome outcome(MessagingException failure) {
        if (failure instanceof AuthenticationFailedException) {
            return new Outcome.Later("REFUSED_LOGIN");
        }
        List<Throwable> all = chain(failure);
        for (Throwable each : all) {
            if (each instanceof AddressException) {
                return new Outcome.Never("BAD_ADDRESS");
            }
            Matcher reply = REPLY.matcher(String.valueOf(each.getMessage()));
            if (reply.matches()) {
                boolean forGood = isOfRecipient(all)
                        && NO_SUCH_RECIPIENT.matcher(reply.group()).matches();
                return forGood ? new Outcome.Never("REFUSED") : new Outcome.Later("REFUSED_FOR_NOW");
            }
        }
        if (all.stream().anyMatch(SocketTimeoutException.class::isInstance)) {
            return new Outcome.Later("TIMED_OUT");
        }
        boolean unreachable =
                all.stream().anyMatch(e -> e instanceof ConnectException || e instanceof UnknownHostException);
        return new Outcome.Later(unreachable ? "UNREACHABLE" : "DROPPED");
    }

    private static boolean isOfRecipient(List<Throwable> all) {
        return all.stream()
                .anyMatch(each -> each instanceof SendFailedException failed
                        && failed.getInvalidAddresses() != null
                        && failed.getInvalidAddresses().length > 0);
    }

    /** A failure with all nested ones, outermost first; jakarta.mail keeps those of addresses apart from the cause. */
    private static List<Throwable> chain(Throwable failure) {
        var all = new ArrayList<Throwable>();
        for (Throwable each = failure; each != null && !all.contains(each); ) {
            all.add(each);
            each = each instanceof MessagingException mail && mail.getNextException() != null
                    ? mail.getNextException()
                    : each.getCause();
        }
        return all;
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
    }

    /**
     * A socket from which only so much can be read: Jakarta Mail reads a line of a reply however long it is, and a server that never ends
     * one would fill the memory long before the deadline.
     */
    static final class BoundedSocket extends Socket {

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {

                private int left = MOST_READ;

                @Override
                public int read() throws IOException {
                    took(1);
                    return super.read();
                }

                @Override
                public int read(byte[] into, int from, int length) throws IOException {
                    int count = super.read(into, from, length);
                    took(count);
                    return count;
                }

                private void took(int bytes) throws IOException {
                    left -= bytes;
                    if (left < 0) {
                        throw new IOException("the mail server sends more than a dialogue needs");
                    }
                }
            };
        }
    }

    /** Creates the sockets of one dialogue, which are closed at its deadline, even while a thread reads from them. */
    private static final class EndedSockets extends SocketFactory {

        private final List<Socket> sockets = new ArrayList<>();
        private boolean ended;

        @Override
        public synchronized Socket createSocket() throws IOException {
            if (ended) {
                throw new SocketTimeoutException("the deadline is over");
            }
            Socket socket = new BoundedSocket();
            sockets.add(socket);
            return socket;
        }

        synchronized boolean isEnded() {
            return ended;
        }

        synchronized void end() {
            ended = true;
            for (Socket socket : sockets) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // The socket is unusable, as intended.
                }
            }
        }

        /** Jakarta Mail connects the socket itself, with the time-out of the mail session. */
        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
