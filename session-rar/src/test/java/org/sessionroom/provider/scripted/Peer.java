package org.sessionroom.provider.scripted;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** A client of the scripted provider: a minimal implementation of HTTP/1.1 (RFC 9112) and the WebSocket protocol (RFC 6455). */
public final class Peer implements AutoCloseable {

    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FINAL = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final String requestLine;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private int pings;

    private Peer(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = socket.getOutputStream();
        requestLine = line();
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
    }

    static Peer on(Socket socket) throws IOException {
        return new Peer(socket);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next != '\n') {
            if (next < 0) {
                throw new EOFException();
            }
            if (next != '\r') {
                line.write(next);
            }
            next = in.read();
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Method, target and version. */
    public String requestLine() {
        return requestLine;
    }

    /** A header by its name in lower case; empty if it was not sent. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The body, with the length that its header declares. */
    public byte[] body() throws IOException {
        return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    /** Answers a request over HTTP. */
    public void answer(int status, String type, String body) throws IOException {
        answer(status, type, body, Map.of());
    }

    /** The same, with further headers. */
    public void answer(int status, String type, String body, Map<String, String> headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String further = headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                .collect(Collectors.joining());
        out.write(("HTTP/1.1 " + status + " Scripted\r\nContent-Type: " + type + "\r\nContent-Length: " + bytes.length
                        + "\r\n" + further + "Connection: close\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        out.write(bytes);
        out.flush();
    }

    /** Accepts the WebSocket handshake. */
    public Peer accept() throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((header("sec-websocket-key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                            .getBytes(StandardCharsets.US_ASCII));
            raw(
                    ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                                    + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return this;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next message; pings are answered on the way. */
    public Message next() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int kind = 0;
        while (true) {
            int first = in.readUnsignedByte();
            byte[] payload = payload();
            int opcode = first & 0xf;
            if (opcode == PING) {
                pings++;
                frame(FINAL | PONG, payload);
            } else if (opcode == CLOSE) {
                return new Message(Message.Kind.CLOSE, payload);
            } else if (opcode != PONG) {
                kind = opcode == 0 ? kind : opcode;
                whole.write(payload);
                if ((first & FINAL) != 0) {
                    return new Message(kind == TEXT ? Message.Kind.TEXT : Message.Kind.BINARY, whole.toByteArray());
                }
            }
        }
    }

    private byte[] payload() throws IOException {
        int length = in.readUnsignedByte() & 0x7f;
        if (length == LENGTH_16) {
            length = in.readUnsignedShort();
        } else if (length == LENGTH_64) {
            length = Math.toIntExact(in.readLong());
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return payload;
    }

    /** The next message, which must be text. */
    public String text() throws IOException {
        Message message = next();
        if (message.kind() != Message.Kind.TEXT) {
            if (message.kind() == Message.Kind.CLOSE) {
                throw new EOFException();
            }
            throw new AssertionError("expected text and met " + message.kind());
        }
        return message.text();
    }

    /** Reads binary messages until they contain this many bytes. */
    public byte[] sound(int bytes) throws IOException {
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        while (sound.size() < bytes) {
            Message message = next();
            if (message.kind() != Message.Kind.BINARY) {
                if (message.kind() == Message.Kind.CLOSE) {
                    throw new EOFException();
                }
                throw new AssertionError("expected sound and met " + message.kind());
            }
            sound.write(message.bytes());
        }
        return sound.toByteArray();
    }

    public void send(String text) throws IOException {
        frame(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A message in two frames. */
    public void sendInParts(String text, int cut) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        frame(TEXT, Arrays.copyOf(bytes, cut));
        frame(FINAL, Arrays.copyOfRange(bytes, cut, bytes.length));
    }

    public void sendBytes(byte[] bytes) throws IOException {
        frame(FINAL | BINARY, bytes);
    }

    /** Sends a close frame with a code of RFC 6455 §7.4. */
    public void goodbye(int code) throws IOException {
        frame(FINAL | CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
    }

    private synchronized void frame(int first, byte[] payload) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(10).put((byte) first);
        if (payload.length < LENGTH_16) {
            head.put((byte) payload.length);
        } else if (payload.length <= 0xffff) {
            head.put((byte) LENGTH_16).putShort((short) payload.length);
        } else {
            head.put((byte) LENGTH_64).putLong(payload.length);
        }
        out.write(head.array(), 0, head.position());
        out.write(payload);
        out.flush();
    }

    /** Writes bytes as they are. */
    public synchronized void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Pings received so far. */
    public int pings() {
        return pings;
    }

    /** Waits, without reading, until the other side or the test closes the socket. */
    public void hold() {
        while (!socket.isClosed()) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** Reads on until the other side closes. */
    public void listen() throws IOException {
        while (next().kind() != Message.Kind.CLOSE) {
            // The content is irrelevant.
        }
    }

    /** Closes the TCP connection without a close frame: the other side sees code 1006. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    /**
     * A message over the WebSocket.
     *
     * @param bytes its payload
     */
    public record Message(Kind kind, byte[] bytes) {

        /** Of a message. */
        public enum Kind {
            TEXT,
            BINARY,
            CLOSE
        }

        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
