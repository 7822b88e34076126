package org.sessionroom.tests.driver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.sessionroom.launcher.Room;

/** A client that does not wait for the answer to its handshake: its first frames follow at once. */
public final class HastySocket {

    private HastySocket() {}

    /**
     * Opens a socket with a ticket that is refused, and sends frames at once.
     *
     * @return the code with which the server closed
     * @throws AssertionError if it closed without a code
     */
    public static int refused(Room room, String ticket) throws IOException {
        var frames = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            frames.writeBytes(BareSocket.text("{\"type\":\"clock\",\"now\":1000000}"));
        }
        byte[] all = frames.toByteArray();
        try (BareSocket socket =
                new BareSocket(room, "/socket/microphone", ticket, Arrays.copyOf(all, all.length - 5))) {
            socket.out().write(all, all.length - 5, 5);
            return socket.closeCode();
        }
    }
}
