package org.sessionroom.tests.driver;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.sessionroom.launcher.Room;

/** A WebSocket without a library, for invalid behaviour that a library would prevent: it sends exactly the given bytes. */
final class BareSocket implements AutoCloseable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int RECEIVE_BUFFER = 16_384;

    private final Socket socket;
    private final DataInputStream in;

    /** @param path of the socket, such as {@code /socket/room} */
    BareSocket(Room room, String path, String ticket) throws IOException {
        this(room, path, ticket, new byte[0]);
    }

    /** @param early bytes that are sent together with the handshake */
    BareSocket(Room room, String path, String ticket, byte[] early) throws IOException {
        socket = new Socket();
        // A small window, so that a client which does not read is noticed soon.
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.connect(
                new InetSocketAddress("localhost", HttpVisitor.origin(room).getPort()));
        socket.setSoTimeout(20_000);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        String handshake = String.join(
                "\r\n",
                "GET " + path + " HTTP/1.1",
                "Host: localhost:" + socket.getPort(),
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Protocol: sessionroom.v1, ticket." + ticket,
                "Origin: " + HttpVisitor.origin(room),
                "",
                "");
        var first = new ByteArrayOutputStream();
        first.writeBytes(handshake.getBytes(StandardCharsets.US_ASCII));
        first.writeBytes(early);
        socket.getOutputStream().write(first.toByteArray());
        readHead(in);
    }

    private static void readHead(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            HttpVisitor.require(next >= 0, head.toString());
            head.append((char) next);
        }
        HttpVisitor.require(head.toString().startsWith("HTTP/1.1 101"), head.toString());
    }

    /** A frame (RFC 6455 §5.2), masked with zeros, so that the payload is sent unchanged. */
    static byte[] frame(int opcode, boolean last, byte[] payload) {
        var frame = new ByteArrayOutputStream();
        frame.write(opcode | (last ? 0x80 : 0));
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(0x80 | 127);
            frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    static byte[] text(String payload) {
        return frame(TEXT, true, payload.getBytes(StandardCharsets.UTF_8));
    }

    OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    /**
     * Reads until the server closes.
     *
     * @return the close code
     * @throws AssertionError if the server closed without a close frame
     */
    int closeCode() {
        try {
            while (true) {
                int kind = in.readUnsignedByte() & 0x0F;
                int length = in.readUnsignedByte() & 0x7F;
                if (length == 126) {
                    length = in.readUnsignedShort();
                } else if (length == 127) {
                    length = Math.toIntExact(in.readLong());
                }
                byte[] payload = in.readNBytes(length);
                if (kind == CLOSE) {
                    return ByteBuffer.wrap(payload).getShort();
                }
            }
        } catch (IOException broken) {
            throw new AssertionError("The server hung up without a close frame", broken);
        }
    }

    /**
     * Reads until the connection is closed.
     *
     * @throws AssertionError if it is still open after this time
     */
    void awaitEnd(Duration longest) throws IOException {
        socket.setSoTimeout(Math.toIntExact(longest.toMillis()));
        try {
            while (in.read() >= 0) {
                // Ignored: only the end matters.
            }
        } catch (SocketTimeoutException stillThere) {
            throw new AssertionError("The connection is still there", stillThere);
        } catch (SocketException cutOff) {
            // A reset is expected as well.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
