package org.sessionroom.provider.stream;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The buffer of a stream's sound that may have to be sent again: the most recent samples, counted from the stream's
 * beginning. Recognised sound is removed at once, and beyond the limit the oldest.
 */
final class Ring {

    private static final int BYTES = 2;

    private final Deque<byte[]> frames = new ArrayDeque<>();
    private final long most;
    private long start;
    private long end;

    /** @param most maximum samples */
    Ring(long most) {
        this.most = most;
    }

    /** The position of the oldest buffered sample. */
    long start() {
        return start;
    }

    /** The position of the next sample. */
    long end() {
        return end;
    }

    /** The value of {@link #start} after appending this many samples. */
    long startAfter(long samples) {
        return Math.max(start, end + samples - most);
    }

    void append(byte[] pcm) {
        frames.addLast(pcm.clone());
        end += pcm.length / BYTES;
        forget(end - most);
    }

    /** Removes everything before a position. */
    void forget(long before) {
        long place = Math.min(before, end);
        while (start < place) {
            byte[] oldest = frames.removeFirst();
            long length = oldest.length / BYTES;
            if (start + length > place) {
                int cut = (int) (place - start) * BYTES;
                frames.addFirst(Arrays.copyOfRange(oldest, cut, oldest.length));
                start = place;
            } else {
                start += length;
            }
        }
    }

    /** The samples between two positions, which must both be buffered. */
    byte[] read(long from, long to) {
        byte[] read = new byte[(int) (to - from) * BYTES];
        long at = start;
        for (byte[] frame : frames) {
            long length = frame.length / BYTES;
            long first = Math.max(from, at);
            long last = Math.min(to, at + length);
            if (first < last) {
                System.arraycopy(
                        frame,
                        (int) (first - at) * BYTES,
                        read,
                        (int) (first - from) * BYTES,
                        (int) (last - first) * BYTES);
            }
            at += length;
        }
        return read;
    }
}
