package org.sessionroom.tests.driver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.sessionroom.launcher.Room;

/** Requests byte by byte, including those that no HTTP library would send. */
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 30_000;

    private final int port;
    private final boolean secure;

    private RawHttp(int port, boolean secure) {
        this.port = port;
        this.secure = secure;
    }

    public static RawHttp plain(Room room) {
        return new RawHttp(room.nodes().get(0).ports().http(), false);
    }

    public static RawHttp secure(Room room) {
        return new RawHttp(room.nodes().get(0).ports().https(), true);
    }

    public String authority() {
        return "localhost:" + port;
    }

    public Answer get(String target, String... headers) {
        return send("GET", target, "", headers);
    }

    /** A form, as a browser sends it. */
    public Answer post(String target, String form, String... headers) {
        return send("POST", target, form, with(headers, "Content-Type: application/x-www-form-urlencoded"));
    }

    /** With the Host header of the pages. */
    public Answer send(String method, String target, String body, String... headers) {
        return sendExactly(method, target, body, with(headers, "Host: " + authority()));
    }

    /** With only these headers, the length and Connection: close. */
    public Answer sendExactly(String method, String target, String body, String... headers) {
        String lines = String.join("\r\n", headers);
        String length = body.isEmpty() && method.equals("GET") ? "" : "Content-Length: " + body.length() + "\r\n";
        return exchange(method + " " + target + " HTTP/1.1\r\n" + lines + (lines.isEmpty() ? "" : "\r\n") + length
                + "Connection: close\r\n\r\n" + body);
    }

    private static String[] with(String[] headers, String another) {
        return Stream.concat(Arrays.stream(headers), Stream.of(another)).toArray(String[]::new);
    }

    /** Sends these bytes, and reads until the server closes the connection; fails if it does not within 30 s. */
    public Answer exchange(String request) {
        try (Socket socket = socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            var answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return new Answer(answer.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Socket socket() throws IOException {
        return secure
                ? trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)
                : new Socket(InetAddress.getLoopbackAddress(), port);
    }

    /** The room's certificate is self-signed. */
    private static SSLContext trusting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Trusting implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // Not used.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Every certificate is accepted.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** A response, with head and body. */
    public record Answer(String text) {

        public int status() {
            return text.isEmpty() ? 0 : Integer.parseInt(text.split(" ", 3)[1]);
        }

        public List<String> headers(String name) {
            String head = text.split("\r\n\r\n", 2)[0];
            return Arrays.stream(head.split("\r\n"))
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
        }

        public Optional<String> header(String name) {
            return headers(name).stream().findFirst();
        }

        public String body() {
            String[] parts = text.split("\r\n\r\n", 2);
            return parts.length < 2 ? "" : parts[1];
        }
    }
}
