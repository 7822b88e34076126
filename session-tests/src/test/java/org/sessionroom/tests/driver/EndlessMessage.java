package org.sessionroom.tests.driver;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.sessionroom.launcher.Room;

/** A client that sends one message without end, even after the server has closed; no library would do that. */
public final class EndlessMessage implements AutoCloseable {

    private static final int MEGABYTE = 1_000_000;

    private final BareSocket socket;

    public EndlessMessage(Room room, String ticket) throws IOException {
        socket = new BareSocket(room, "/socket/room", ticket);
    }

    /**
     * Sends fragments of a megabyte (RFC 6455 §5.4), at most this many, until the server stops reading.
     *
     * @param kind the opcode: 1 for text, 2 for binary
     * @return the code with which the server closed
     */
    public int pours(int kind, int fragments) {
        var code = CompletableFuture.supplyAsync(socket::closeCode);
        byte[] payload = new byte[MEGABYTE];
        Arrays.fill(payload, (byte) 'a');
        byte[] first = BareSocket.frame(kind, false, payload);
        byte[] next = BareSocket.frame(BareSocket.CONTINUATION, false, payload);
        try {
            OutputStream out = socket.out();
            out.write(first);
            for (int sent = 1; sent < fragments; sent++) {
                out.write(next);
            }
        } catch (IOException cutOff) {
            // Expected.
        }
        return code.join();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
