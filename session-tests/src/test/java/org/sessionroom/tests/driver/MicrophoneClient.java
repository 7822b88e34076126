package org.sessionroom.tests.driver;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A page's microphone, with a clock of its own. */
public final class MicrophoneClient implements AutoCloseable {

    public static final int RATE = 16_000;

    /** Bytes of a tenth of a second. */
    public static final int FRAME = RATE / 10 * 2;

    /** Frames that are sent without waiting; the server accepts 60. */
    private static final int AT_ONCE = 50;

    /** Nanoseconds between the frames after those; the server accepts 12 a second. */
    private static final long APART = TimeUnit.SECONDS.toNanos(1) / 11;

    private final RoomSocketClient line;
    private long now;
    private long turn = Long.MIN_VALUE;

    private MicrophoneClient(RoomSocketClient line) {
        this.line = line;
    }

    /** @param page the origin of the node's pages */
    public static MicrophoneClient open(URI page, String ticket) {
        var microphone = new MicrophoneClient(
                RoomSocketClient.open(page, page.toString(), "ticket." + ticket, "/socket/microphone"));
        microphone.now = 1_000_000;
        microphone.tells("{\"type\":\"clock\",\"now\":1000000}");
        return microphone;
    }

    /** Sends speech of this length at once, as if it had just been spoken, and then pauses. */
    public MicrophoneClient says(Voice voice, double seconds) {
        return says(voice.sound(RATE, seconds));
    }

    /** The same with any sound of that sample rate, as fast as the server accepts it. */
    public MicrophoneClient says(byte[] sound) {
        for (int at = 0; at < sound.length; at += FRAME) {
            awaitTurn();
            frame(now, ByteBuffer.wrap(sound, at, Math.min(FRAME, sound.length - at)));
            now += 10;
        }
        tells("{\"type\":\"rest\"}");
        return this;
    }

    private void awaitTurn() {
        turn = Math.max(turn, System.nanoTime() - AT_ONCE * APART) + APART;
        for (long left = turn - System.nanoTime(); left > 0; left = turn - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Sends a frame, valid or not, unless the server has closed meanwhile. */
    public void frame(long at, ByteBuffer sound) {
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + sound.remaining());
        frame.putInt((int) at).put(sound);
        line.sendBinaryUnlessClosed(frame.array());
    }

    public void tells(String text) {
        line.sendUnlessClosed(text);
    }

    public boolean isOpen() {
        return line.isOpen();
    }

    /** Whether the socket stays open for this time. */
    public boolean isOpenFor(Duration time) {
        LockSupport.parkNanos(time.toNanos());
        return line.isOpen();
    }

    public int closeCode() {
        return line.closeCode();
    }

    public String closeReason() {
        return line.closeReason();
    }

    public int closeCode(Duration patience) {
        return line.closeCode(patience);
    }

    /** Closes the socket as a page does. */
    public void hangsUp() {
        line.close();
    }

    @Override
    public void close() {
        line.close();
    }
}
