package org.sessionroom.note;

import org.sessionroom.input.TextRule;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/**
 * A therapist's private notes of a session.
 *
 * @param version 0 if nothing was written yet; every write increments it
 */
public record Note(long version, String text) {

    /** Maximum Unicode code points of the notes. */
    public static final int LONGEST = TextRule.NOTES.longest();

    public static final Note NOTHING = new Note(0, "");

    /**
     * The notes after a write. A repeated write is stored once: if the text is already stored, because the answer to the first request was
     * lost, the writer gets no conflict (RFC 9110 §13.1.1).
     *
     * @param read the version that the writer had read
     * @throws SessionRejected NOTES_CHANGED if that is not the latest, INVALID for an invalid text
     */
    public Note written(long read, String next) {
        TextRule.NOTES.read("text", next);
        if (next.equals(text) && (read == version || read == version - 1)) {
            return this;
        }
        if (read != version) {
            throw new SessionRejected(Rejection.NOTES_CHANGED);
        }
        return new Note(version + 1, next);
    }

    /** Does not show the text. */
    @Override
    public String toString() {
        return "Note[" + version + "]";
    }
}
