package org.sessionroom.transcript;

import java.text.Normalizer;
import java.time.Instant;
import java.util.OptionalDouble;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.SessionRejected;

/**
 * What one person said without a pause, as recognised. Each person has a stream of their own, so the speaker is
 * known and never guessed.
 *
 * @param confidence the recogniser's own, from 0 to 1; many report none
 * @param language a language tag (BCP 47), as {@code pt-BR}
 * @param doubtful whether it may not be speech but what recognisers write for silence and noise
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

    /** Maximum Unicode code points of a text. */
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

    /** An utterance that is not doubtful. */
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
     * Normalises a recogniser's text: in the composed form (NFC), without white space around it; a character that cannot be
     * spoken (a control, half of a surrogate pair) becomes a space, and invisible characters and those that change the
     * direction of others are removed. The result may be empty, which is not an utterance.
     */
    public static String text(String heard) {
        StringBuilder text = new StringBuilder(heard.length());
        heard.codePoints()
                .filter(codePoint -> !isUnseen(codePoint))
                .map(codePoint -> isUnprintable(codePoint) ? ' ' : codePoint)
                .forEach(text::appendCodePoint);
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }

    /** All format characters except the two joiners, which some scripts need. */
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
