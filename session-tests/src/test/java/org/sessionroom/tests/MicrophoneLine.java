package org.sessionroom.tests;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.sessionroom.launcher.Room;

/** A microphone as a page has it, with a clock of its own. */
final class MicrophoneLine implements AutoCloseable {

    static final int RATE = 16_000;

    /** A tenth of a second. */
    static final int FRAME = RATE / 10 * 2;

    private final RoomLine line;
    private long now;

    private MicrophoneLine(RoomLine line) {
        this.line = line;
    }

    static MicrophoneLine open(Room room, String ticket) {
        var page = HttpVisitor.origin(room);
        var microphone =
                new MicrophoneLine(RoomLine.open(page, page.toString(), "ticket." + ticket, "/socket/microphone"));
        microphone.now = 1_000_000;
        microphone.tells("{\"type\":\"clock\",\"now\":1000000}");
        return microphone;
    }

    /** Speaks at once what would take so long, and rests. As though it had been spoken just before. */
    MicrophoneLine says(Voice voice, double seconds) {
        byte[] sound = voice.sound(RATE, seconds);
        for (int at = 0; at < sound.length; at += FRAME) {
            frame(now, ByteBuffer.wrap(sound, at, Math.min(FRAME, sound.length - at)));
            now += 10;
        }
        tells("{\"type\":\"rest\"}");
        return this;
    }

    /** A frame, in or out of shape, unless the server has closed meanwhile. */
    void frame(long at, ByteBuffer sound) {
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + sound.remaining());
        frame.putInt((int) at).put(sound);
        line.sendBinaryUnlessClosed(frame.array());
    }

    void tells(String text) {
        line.sendUnlessClosed(text);
    }

    boolean isOpen() {
        return line.isOpen();
    }

    int closeCode() {
        return line.closeCode();
    }

    int closeCode(Duration patience) {
        return line.closeCode(patience);
    }

    /** As a page closes. */
    void hangsUp() {
        line.close();
    }

    @Override
    public void close() {
        line.close();
    }
}
