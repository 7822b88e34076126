package org.sessionroom.transcript;

import java.time.Instant;
import java.util.UUID;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Seat;
import org.sessionroom.provider.api.Appended;
import org.sessionroom.provider.api.SpeechConnection;
import org.sessionroom.session.TranscriptTerms;

/**
 * One person's microphone from its opening to its closing, with a stream of its own to the recogniser, so that the speaker is
 * known and never guessed. Must be closed once.
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
     * Passes on sound without blocking. Sound that the recogniser cannot keep up with becomes a gap in the transcript.
     *
     * @param pcm16le signed 16-bit samples, little endian, one channel, 16,000 a second; at most one second
     * @param atMillis when the first sample was spoken, in milliseconds since the epoch, not before the previous frame
     * @return whether this microphone is still being transcribed
     */
    public boolean hear(byte[] pcm16le, long atMillis) {
        // A page may send buffered sound from before somebody changed their decision.
        return !terms.admit(Instant.ofEpochMilli(atMillis)) || connection.append(pcm16le, atMillis) != Appended.LOST;
    }

    /** Whether it was opened under terms that are no longer valid. */
    public boolean isOverBy(TranscriptTerms known) {
        return terms.areOverBy(known);
    }

    /** A run of speech has ended; the recogniser may finish the utterance. */
    public void rest() {
        connection.commit();
    }

    /** No more sound follows. Sound that was sent before is still recognised. */
    @Override
    public void close() {
        connection.close();
    }

    /** Discards sound that was not sent yet; nothing more is sent to the recogniser. */
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
