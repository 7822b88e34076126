package org.sessionroom.assistant;

import java.text.Normalizer;
import java.time.Instant;
import java.util.OptionalDouble;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.SessionRejected;

/**
 * What one person said in one breath, as a recogniser heard it. Each person has a stream of their own, so that the speaker is
 * known and never guessed.
 *
 * @param confidence the recogniser's own, from 0 to 1; many give none
 * @param language a language tag (BCP 47), as {@code pt-BR}
 * @param doubtful whether it may be no speech, but what recognisers write for silence and noise
 */
public record Utterance(
        UtteranceId id,
        ParticipantRole speaker,
        Instant from,
        Instant to,
        String text,
        OptionalDouble confidence,
        String language,
        boolean doubtful)
        implements TranscriptEntry {

    /** Unicode code points of a text. */
    public static final int LONGEST = 4_000;

    /** @throws SessionRejected INVALID for no text or too long a one, an end before its beginning, a confidence out of range */
    public Utterance {
        int length = text.codePointCount(0, text.length());
        boolean fits = length >= 1 && length <= LONGEST && !text.isBlank();
        boolean likely = confidence.isEmpty() || confidence.getAsDouble() >= 0 && confidence.getAsDouble() <= 1;
        require(fits, "text");
        require(likely, "confidence");
        require(!to.isBefore(from), "to");
        require(!language.isBlank(), "language");
    }

    private static void require(boolean fits, String field) {
        if (!fits) {
            throw SessionRejected.invalid(field, Kind.OUT_OF_RANGE);
        }
    }

    /** Without a doubt that it is speech. */
    public Utterance(
            UtteranceId id,
            ParticipantRole speaker,
            Instant from,
            Instant to,
            String text,
            OptionalDouble confidence,
            String language) {
        this(id, speaker, from, to, text, confidence, language, false);
    }

    /**
     * What is kept of what a recogniser heard: in the composed form (NFC), without white space around it, with a space for each
     * character that no voice makes (controls, halves of surrogate pairs) and none for those that show nothing or turn the
     * order of others around. May be empty, which is no utterance.
     */
    public static String text(String heard) {
        StringBuilder text = new StringBuilder(heard.length());
        heard.codePoints()
                .filter(codePoint -> !isUnseen(codePoint))
                .map(codePoint -> isUnprintable(codePoint) ? ' ' : codePoint)
                .forEach(text::appendCodePoint);
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }

    /** All of format but the two joiners, without which some scripts are written wrongly. */
    private static boolean isUnseen(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT && codePoint != 0x200C && codePoint != 0x200D;
    }

    private static boolean isUnprintable(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.SURROGATE;
    }

    /** Does not show the text. */
    @Override
    public String toString() {
        return "Utterance[" + id + ", " + speaker + "]";
    }
}
