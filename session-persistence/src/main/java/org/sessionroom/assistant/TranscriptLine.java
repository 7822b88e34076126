package org.sessionroom.assistant;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sessionroom.participant.Author;
import org.sessionroom.participant.ParticipantRole;

/**
 * A line of a session's transcript, as it is now.
 *
 * @param changed its place in the order in which the transcript changed, from 1; each change of a line gives it a new one, so
 *     that whoever has seen all up to a place knows what to ask for
 * @param text what counts now: corrected where the therapist put it right; empty when there is none any more
 * @param heard what the recogniser heard, where that was put right
 * @param gap why nothing could be heard, for a gap
 * @param doubtful whether what was heard may be no speech
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

    /** What it tells whoever reads the whole: what was said, or that something is missing; nothing for a struck line. */
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
