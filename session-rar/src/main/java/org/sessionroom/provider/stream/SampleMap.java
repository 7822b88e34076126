package org.sessionroom.provider.stream;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which samples of a stream a line carried: a line begins somewhere in the stream, and silence may be sent in between, so
 * that a provider who counts from the line's beginning counts differently.
 */
final class SampleMap {

    private record Piece(long place, long length) {}

    private final NavigableMap<Long, Piece> pieces = new TreeMap<>();
    private long sent;

    /** Samples of the stream went out. */
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

    /** Samples of nobody went out. */
    void silence(long length) {
        sent += length;
    }

    /** The place in the stream of a sample counted from the line's beginning; in silence, where the sound before it ended. */
    long place(long counted) {
        Map.Entry<Long, Piece> piece = pieces.floorEntry(Math.max(0, counted));
        if (piece == null) {
            return pieces.isEmpty() ? 0 : pieces.firstEntry().getValue().place();
        }
        return piece.getValue().place()
                + Math.min(counted - piece.getKey(), piece.getValue().length());
    }
}
