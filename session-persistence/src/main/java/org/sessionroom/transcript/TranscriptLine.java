package org.sessionroom.transcript;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sessionroom.participant.Author;
import org.sessionroom.participant.ParticipantRole;

/**
 * A transcript line in its current state.
 *
 * @param changed its position in the order of changes, from 1; each change of a line assigns the next one, so that a reader
 *     who has everything up to a position can ask for the rest
 * @param text the current text: corrected if the therapist corrected it; empty if it was deleted
 * @param heard the recogniser's text, if it was corrected
 * @param gap the reason, for a gap
 * @param doubtful whether the text may not be speech
 */
public record TranscriptLine(
        UtteranceId id,
        long changed,
        Author by,
        ParticipantRole role,
        TranscriptLineState state,
        Instant from,
        Instant to,
        String language,
        OptionalDouble confidence,
        Optional<String> text,
        Optional<String> heard,
        Optional<GapReason> gap,
        boolean doubtful) {

    /** The entry for a reader of the whole transcript: an utterance or a gap; empty for a struck line. */
    public Optional<TranscriptEntry> entry() {
        return switch (state) {
            case SPOKEN, CORRECTED ->
                text.map(said -> new Utterance(id, role, from, to, said, confidence, language, doubtful));
            case DROPPED -> Optional.of(new Gap(role, from, to, GapReason.OFF_THE_RECORD));
            case GAP -> gap.map(reason -> new Gap(role, from, to, reason));
            case STRUCK -> Optional.empty();
        };
    }

    /** Does not show what was said. */
    @Override
    public String toString() {
        return "TranscriptLine[" + id + ", " + changed + ", " + role + ", " + state + "]";
    }
}
