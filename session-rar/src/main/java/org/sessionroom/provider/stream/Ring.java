package org.sessionroom.provider.stream;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The sound of a stream that may have to be sent again: what was appended last, in samples counted from the stream's
 * beginning. What was heard is forgotten at once, and beyond its bound the oldest is.
 */
final class Ring {

    private static final int BYTES = 2;

    private final Deque<byte[]> frames = new ArrayDeque<>();
    private final long most;
    private long start;
    private long end;

    /** @param most samples that are kept */
    Ring(long most) {
        this.most = most;
    }

    /** The oldest sample that is kept. */
    long start() {
        return start;
    }

    /** The place of the sample to come. */
    long end() {
        return end;
    }

    /** Where it would start if so many samples were appended. */
    long startAfter(long samples) {
        return Math.max(start, end + samples - most);
    }

    void append(byte[] pcm) {
        frames.addLast(pcm.clone());
        end += pcm.length / BYTES;
        forget(end - most);
    }

    /** Lets go of what lies before a place. */
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

    /** The samples between two places, both kept. */
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
