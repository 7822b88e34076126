package org.sessionroom.provider.stream;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.sessionroom.provider.api.SpeechSpec;

/**
 * The speech that was sent in a conversation, by its position in the stream. A conversation begins somewhere in the stream, and silence
 * may be inserted, so a provider that counts from the conversation's beginning counts differently.
 */
final class SentSpeech {

    private static final int MILLIS = 1000;

    private record Piece(long place, long length) {}

    private final NavigableMap<Long, Piece> pieces = new TreeMap<>();
    private long counted;
    private long cursor;
    private long committedTo;

    /** The position of the conversation's first sample; called before anything is sent. */
    void beginAt(long place) {
        cursor = place;
        committedTo = place;
    }

    /** Samples of the stream were sent. */
    void sound(long length) {
        Map.Entry<Long, Piece> last = pieces.lastEntry();
        if (last != null && last.getKey() + last.getValue().length() == counted) {
            pieces.put(
                    last.getKey(),
                    new Piece(last.getValue().place(), last.getValue().length() + length));
        } else {
            pieces.put(counted, new Piece(cursor, length));
        }
        counted += length;
        cursor += length;
    }

    /** Samples of silence were sent. */
    void silence(long length) {
        counted += length;
    }

    /** What was sent so far is a run of speech that has ended. */
    void commit() {
        committedTo = cursor;
    }

    /** The position of the next sample to send. */
    long cursor() {
        return cursor;
    }

    /** The end of the last committed run of speech, or the position where the conversation began. */
    long committedTo() {
        return committedTo;
    }

    boolean isCommitted() {
        return committedTo == cursor;
    }

    /** The stream's position at a time in milliseconds since the conversation's beginning. */
    long placeAt(long millis) {
        return Math.max(0, Math.min(cursor, place(millis * SpeechSpec.RATE / MILLIS)));
    }

    /** The stream's position of a sample counted from the conversation's beginning; for silence, the end of the sound before it. */
    long place(long sample) {
        Map.Entry<Long, Piece> piece = pieces.floorEntry(Math.max(0, sample));
        if (piece == null) {
            return pieces.isEmpty() ? 0 : pieces.firstEntry().getValue().place();
        }
        return piece.getValue().place()
                + Math.min(sample - piece.getKey(), piece.getValue().length());
    }
}
