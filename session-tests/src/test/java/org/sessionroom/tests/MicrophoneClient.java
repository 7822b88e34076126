package org.sessionroom.tests;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A microphone as a page has it, with a clock of its own. */
final class MicrophoneClient implements AutoCloseable {

    static final int RATE = 16_000;

    /** A tenth of a second. */
    static final int FRAME = RATE / 10 * 2;

    /** Frames that go without waiting; the server takes 60. */
    private static final int AT_ONCE = 50;

    /** Nanoseconds between those after them; the server takes 12 a second. */
    private static final long APART = TimeUnit.SECONDS.toNanos(1) / 11;

    private final RoomSocketClient line;
    private long now;
    private long turn = Long.MIN_VALUE;

    private MicrophoneClient(RoomSocketClient line) {
        this.line = line;
    }

    /** @param page the origin of the node's pages */
    static MicrophoneClient open(URI page, String ticket) {
        var microphone = new MicrophoneClient(
                RoomSocketClient.open(page, page.toString(), "ticket." + ticket, "/socket/microphone"));
        microphone.now = 1_000_000;
        microphone.tells("{\"type\":\"clock\",\"now\":1000000}");
        return microphone;
    }

    /** Speaks at once what would take so long, and rests. As though it had been spoken just before. */
    MicrophoneClient says(Voice voice, double seconds) {
        return says(voice.sound(RATE, seconds));
    }

    /** The same with any sound of that rate, as fast as the server takes it. */
    MicrophoneClient says(byte[] sound) {
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

    /** Whether nobody closes it for so long. */
    boolean isOpenFor(Duration time) {
        LockSupport.parkNanos(time.toNanos());
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
