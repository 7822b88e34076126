package org.sessionroom.assistant;

import java.time.Instant;
import java.util.UUID;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Seat;
import org.sessionroom.provider.api.Appended;
import org.sessionroom.provider.api.SpeechConnection;
import org.sessionroom.session.TranscriptTerms;

/**
 * One person's microphone from its opening to its closing: a stream of its own to the recogniser, so that the speaker is
 * known and never guessed. To be closed once.
 */
public final class Microphone implements AutoCloseable {

    private final UUID stream;
    private final TranscriptTerms terms;
    private final Seat seat;
    private final ParticipantRole role;
    private final String language;
    private final SpeechConnection connection;

    Microphone(
            UUID stream,
            TranscriptTerms terms,
            Seat seat,
            ParticipantRole role,
            String language,
            SpeechConnection connection) {
        this.stream = stream;
        this.terms = terms;
        this.seat = seat;
        this.role = role;
        this.language = language;
        this.connection = connection;
    }

    /**
     * Passes sound on and returns at once. What the recogniser does not keep up with becomes a gap in the transcript.
     *
     * @param pcm16le signed 16-bit samples, little endian, one channel, 16,000 a second; a second at most
     * @param atMillis when the first was spoken, in milliseconds since the epoch, not before the frame before
     * @return whether anything is still heard of this microphone
     */
    public boolean hear(byte[] pcm16le, long atMillis) {
        // A page may come with what it kept from before somebody changed their mind.
        return !terms.admit(Instant.ofEpochMilli(atMillis)) || connection.append(pcm16le, atMillis) != Appended.LOST;
    }

    /** Whether it was opened under terms that no longer hold. */
    public boolean isOverBy(TranscriptTerms known) {
        return terms.areOverBy(known);
    }

    /** A run of speech has ended; what was said so far is worth writing down. */
    public void rest() {
        connection.commit();
    }

    /** Nothing more comes. What was said before is still heard out. */
    @Override
    public void close() {
        connection.close();
    }

    /** Nothing more comes, and what was said before and not heard yet is thrown away: no more of it goes to the recogniser. */
    void abandon() {
        connection.abandon();
    }

    public UUID stream() {
        return stream;
    }

    public Seat seat() {
        return seat;
    }

    ParticipantRole role() {
        return role;
    }

    String language() {
        return language;
    }
}
