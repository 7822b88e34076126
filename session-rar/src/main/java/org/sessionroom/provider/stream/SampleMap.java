package org.sessionroom.provider.stream;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Maps samples of a conversation to samples of the stream: a conversation begins somewhere in the stream, and silence may be inserted, so
 * a provider that counts from the conversation's beginning counts differently.
 */
final class SampleMap {

    private record Piece(long place, long length) {}

    private final NavigableMap<Long, Piece> pieces = new TreeMap<>();
    private long sent;

    /** Samples of the stream were sent. */
    void sound(long place, long length) {
        Map.Entry<Long, Piece> last = pieces.lastEntry();
        if (last != null
                && last.getKey() + last.getValue().length() == sent
                && last.getValue().place() + last.getValue().length() == place) {
            pieces.put(
                    last.getKey(),
                    new Piece(last.getValue().place(), last.getValue().length() + length));
        } else {
            pieces.put(sent, new Piece(place, length));
        }
        sent += length;
    }

    /** Samples of silence were sent. */
    void silence(long length) {
        sent += length;
    }

    /** The stream's position of a sample counted from the conversation's beginning; for silence, the end of the sound before it. */
    long place(long counted) {
        Map.Entry<Long, Piece> piece = pieces.floorEntry(Math.max(0, counted));
        if (piece == null) {
            return pieces.isEmpty() ? 0 : pieces.firstEntry().getValue().place();
        }
        return piece.getValue().place()
                + Math.min(counted - piece.getKey(), piece.getValue().length());
    }
}
