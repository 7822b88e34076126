package org.sessionroom.tests.driver;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.sessionroom.launcher.Room;

/** A client that sends, and for some seconds does not read what comes back. The operating system takes four megabytes of it. */
public final class DeafSocket implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final BareSocket socket;

    /** @param path of the socket, such as {@code /socket/check} */
    public DeafSocket(Room room, String path, String ticket) throws IOException {
        socket = new BareSocket(room, path, ticket);
    }

    /**
     * Sends this many texts of this many characters, of three bytes each, waits until the server has read them, and then reads until the connection is
     * closed.
     *
     * @throws AssertionError if it is still open when nothing has arrived for this time
     */
    public void pours(int texts, int length, Duration longest) throws IOException {
        byte[] text = BareSocket.text("€".repeat(length));
        try {
            for (int sent = 0; sent < texts; sent++) {
                socket.out().write(text);
            }
        } catch (IOException cutOff) {
            // The server no longer reads.
        }
        LockSupport.parkNanos(PAUSE.toNanos());
        socket.awaitEnd(longest);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
