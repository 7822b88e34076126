package org.sessionroom.tests.driver;

import java.io.IOException;
import org.sessionroom.launcher.Room;

/** A client that sends, and does not read what comes back until it has sent everything. */
public final class DeafSocket implements AutoCloseable {

    private final BareSocket socket;

    /** @param path of the socket, such as {@code /socket/check} */
    public DeafSocket(Room room, String path, String ticket) throws IOException {
        socket = new BareSocket(room, path, ticket);
    }

    /**
     * Sends this many texts of this length, and then reads until the server closes.
     *
     * @return the close code
     */
    public int pours(int texts, int length) {
        byte[] text = BareSocket.text("x".repeat(length));
        try {
            for (int sent = 0; sent < texts; sent++) {
                socket.out().write(text);
            }
        } catch (IOException cutOff) {
            // The server no longer reads.
        }
        return socket.closeCode();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
