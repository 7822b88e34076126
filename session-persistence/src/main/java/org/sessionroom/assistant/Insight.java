package org.sessionroom.assistant;

import java.util.List;
import java.util.Optional;

/**
 * Something about a session that can be traced to what was said or moved. Its text is plain: whatever looks like markup is
 * characters. It is a draft for the therapist alone.
 *
 * @param section of the notes, for a NOTE_SECTION and for nothing else
 * @param citations at least one
 */
public record Insight(
        InsightId id, InsightKind kind, Optional<NoteSection> section, String text, List<Citation> citations) {

    /** Unicode code points of a text. */
    public static final int LONGEST = 600;

    /** @throws IllegalArgumentException for what cites nothing, no text or too long a one, a section that does not fit the kind */
    public Insight {
        boolean fits = !text.isBlank() && text.codePointCount(0, text.length()) <= LONGEST;
        if (!fits || citations.isEmpty() || section.isPresent() != (kind == InsightKind.NOTE_SECTION)) {
            throw new IllegalArgumentException("Not an insight");
        }
        citations = List.copyOf(citations);
    }

    /** Does not show the text. */
    @Override
    public String toString() {
        return "Insight[" + id + ", " + kind + "]";
    }
}
