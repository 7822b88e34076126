package org.sessionroom.transcript;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.sessionroom.participant.Author;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.record.AssociatedData;
import org.sessionroom.record.SealingKey;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;

/**
 * A stored transcript line with its words encrypted. It begins as a recognised utterance or as a gap; the therapist may correct
 * it, its speaker may strike it, and either person may drop it with the minutes around it. A struck or dropped line loses its
 * words permanently.
 */
@Entity
@Table(name = "transcript_line")
public class TranscriptEntity {

    @Id
    private UUID id;

    @Column(name = "session_id")
    private UUID sessionId;

    private long changed;

    @Column(name = "participant_id")
    private UUID participantId;

    @Column(name = "invitation_id")
    private UUID invitationId;

    @Enumerated(EnumType.STRING)
    private ParticipantRole role;

    @Enumerated(EnumType.STRING)
    private TranscriptLineState state;

    @Column(name = "spoken_from")
    private Instant spokenFrom;

    @Column(name = "spoken_to")
    private Instant spokenTo;

    private String language;

    private Double confidence;

    private boolean doubtful;

    @Enumerated(EnumType.STRING)
    @Column(name = "gap_reason")
    private GapReason gapReason;

    @Column(name = "stream_id")
    private UUID streamId;

    private int epoch;

    private String item;

    @Column(name = "sealed_text")
    private byte[] sealedText;

    @Column(name = "sealed_correction")
    private byte[] sealedCorrection;

    protected TranscriptEntity() {}

    private TranscriptEntity(
            UtteranceId id,
            SessionId session,
            Author by,
            TranscriptLineSource source,
            TranscriptEntry entry,
            String language) {
        this.id = id.value();
        this.sessionId = session.value();
        this.participantId = by.participant().value();
        this.invitationId = by.invitation();
        this.role = entry.speaker();
        this.spokenFrom = entry.from();
        this.spokenTo = entry.to();
        this.language = language;
        this.streamId = source.stream();
        this.epoch = source.epoch();
        this.item = source.item();
    }

    static TranscriptEntity said(
            SessionId session,
            Author by,
            TranscriptLineSource source,
            Utterance utterance,
            SealingKey key,
            long changed) {
        var row = new TranscriptEntity(utterance.id(), session, by, source, utterance, utterance.language());
        row.state = TranscriptLineState.SPOKEN;
        row.changed = changed;
        row.confidence =
                utterance.confidence().isPresent() ? utterance.confidence().getAsDouble() : null;
        row.doubtful = utterance.doubtful();
        row.sealedText = key.seal(utterance.text(), row.place("sealed_text"));
        return row;
    }

    static TranscriptEntity missed(
            UtteranceId id,
            SessionId session,
            Author by,
            TranscriptLineSource source,
            Gap gap,
            String language,
            long changed) {
        var row = new TranscriptEntity(id, session, by, source, gap, language);
        row.state = TranscriptLineState.GAP;
        row.changed = changed;
        row.gapReason = gap.reason();
        return row;
    }

    /**
     * Replaces the text; a correction of the therapist is not doubtful.
     *
     * @param changeNumber the next number in the session's order of changes
     * @throws SessionRejected WRONG_STATE if the words were deleted
     */
    void correct(String text, SealingKey key, long changeNumber) {
        requireWords();
        sealedCorrection = key.seal(text, place("sealed_correction"));
        doubtful = false;
        state = TranscriptLineState.CORRECTED;
        changed = changeNumber;
    }

    /**
     * Deletes the words.
     *
     * @param to STRUCK or DROPPED
     * @param changeNumber the next number in the session's order of changes
     * @throws SessionRejected WRONG_STATE if the words were already deleted
     */
    void erase(TranscriptLineState to, long changeNumber) {
        requireWords();
        sealedText = null;
        sealedCorrection = null;
        confidence = null;
        doubtful = false;
        state = to;
        changed = changeNumber;
    }

    private void requireWords() {
        if (!hasWords()) {
            throw new SessionRejected(Rejection.WRONG_STATE);
        }
    }

    boolean isStruck() {
        return state == TranscriptLineState.STRUCK;
    }

    boolean hasWords() {
        return sealedText != null;
    }

    boolean isBy(Author author) {
        return author().equals(author);
    }

    private Author author() {
        return new Author(new ParticipantId(participantId), invitationId);
    }

    boolean isOf(SessionId session) {
        return sessionId.equals(session.value());
    }

    int storedBytes() {
        return length(sealedText) + length(sealedCorrection);
    }

    private static int length(byte[] words) {
        return words == null ? 0 : words.length;
    }

    TranscriptLine open(SealingKey key) {
        Optional<String> heard = opened(sealedText, "sealed_text", key);
        Optional<String> corrected = opened(sealedCorrection, "sealed_correction", key);
        return new TranscriptLine(
                new UtteranceId(id),
                changed,
                author(),
                role,
                state,
                spokenFrom,
                spokenTo,
                language,
                confidence == null ? OptionalDouble.empty() : OptionalDouble.of(confidence),
                corrected.or(() -> heard),
                corrected.isPresent() ? heard : Optional.empty(),
                Optional.ofNullable(gapReason),
                doubtful);
    }

    private Optional<String> opened(byte[] words, String column, SealingKey key) {
        return Optional.ofNullable(words).map(present -> key.open(present, place(column)));
    }

    private AssociatedData place(String column) {
        return new AssociatedData("transcript_line", column, id);
    }
}
