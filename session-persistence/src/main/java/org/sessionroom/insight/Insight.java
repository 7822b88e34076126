package org.sessionroom.insight;

import java.util.List;
import java.util.Optional;

/**
 * A statement about a session that cites what was said or moved. Its text is plain: markup is treated as
 * characters. It is a draft for the therapist only.
 *
 * @param section of the notes, only for a NOTE_SECTION
 * @param citations at least one
 */
public record Insight(
        InsightId id, InsightKind kind, Optional<NoteSection> section, String text, List<Citation> citations) {

    /** Maximum Unicode code points of a text. */
    public static final int LONGEST = 600;

    private static final String CUT = "…";

    /** @throws IllegalArgumentException without a citation, with no text or too long a one, or a section that does not fit the kind */
    public Insight {
        boolean fits = !text.isBlank() && text.codePointCount(0, text.length()) <= LONGEST;
        if (!fits || citations.isEmpty() || section.isPresent() != (kind == InsightKind.NOTE_SECTION)) {
            throw new IllegalArgumentException("Not an insight");
        }
        citations = List.copyOf(citations);
    }

    /** Cuts an utterance to the length of a text. */
    public static String shortened(String said) {
        if (said.codePointCount(0, said.length()) <= LONGEST) {
            return said;
        }
        int end = said.offsetByCodePoints(0, LONGEST - CUT.length());
        int space = said.lastIndexOf(' ', end);
        return said.substring(0, space > 0 ? space : end) + CUT;
    }

    /** Does not show the text. */
    @Override
    public String toString() {
        return "Insight[" + id + ", " + kind + "]";
    }
}
