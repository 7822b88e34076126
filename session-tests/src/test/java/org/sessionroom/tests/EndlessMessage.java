package org.sessionroom.tests;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.sessionroom.launcher.Room;

/** Somebody who goes on with one message for ever, whatever the server says; no client of a library's would. */
final class EndlessMessage implements AutoCloseable {

    private static final int MEGABYTE = 1_000_000;
    private static final int CLOSE = 8;

    private final Socket socket;
    private final DataInputStream in;

    EndlessMessage(Room room, String ticket) throws IOException {
        String origin = HttpVisitor.origin(room).toString();
        socket = new Socket("localhost", HttpVisitor.origin(room).getPort());
        socket.setSoTimeout(20_000);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        String handshake = String.join(
                "\r\n",
                "GET /socket/room HTTP/1.1",
                "Host: localhost:" + socket.getPort(),
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Protocol: sessionroom.v1, ticket." + ticket,
                "Origin: " + origin,
                "",
                "");
        socket.getOutputStream().write(handshake.getBytes());
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

    /**
     * Sends fragments of a megabyte (RFC 6455 §5.4), at most so many, until nobody takes them.
     *
     * @param kind the opcode: 1 for text, 2 for binary
     * @return the code with which the server closed
     */
    int pours(int kind, int fragments) {
        var code = CompletableFuture.supplyAsync(this::closeCode);
        try {
            OutputStream out = socket.getOutputStream();
            // Masked with zeros, so that the payload is sent as it is.
            ByteBuffer fragment =
                    ByteBuffer.allocate(14 + MEGABYTE).put((byte) kind).put((byte) (0x80 | 127));
            fragment.putLong(MEGABYTE);
            java.util.Arrays.fill(fragment.array(), 14, 14 + MEGABYTE, (byte) 'a');
            for (int sent = 0; sent < fragments; sent++) {
                out.write(fragment.array());
                fragment.put(0, (byte) 0);
            }
        } catch (IOException cutOff) {
            // As it should be.
        }
        return code.join();
    }

    private int closeCode() {
        try {
            while (true) {
                int kind = in.readUnsignedByte() & 0x0F;
                int length = in.readUnsignedByte() & 0x7F;
                if (length == 126) {
                    length = in.readUnsignedShort();
                }
                byte[] payload = in.readNBytes(length);
                if (kind == CLOSE) {
                    return ByteBuffer.wrap(payload).getShort();
                }
            }
        } catch (IOException broken) {
            throw new AssertionError("The server hung up without a word", broken);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
