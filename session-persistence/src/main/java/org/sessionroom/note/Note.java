package org.sessionroom.note;

import org.sessionroom.input.TextRule;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/**
 * A therapist's private notes of a session.
 *
 * @param version 0 when nothing was written yet; every writing adds one
 */
public record Note(long version, String text) {

    /** Unicode code points of the notes. */
    public static final int LONGEST = TextRule.NOTES.longest();

    public static final Note NOTHING = new Note(0, "");

    /**
     * The notes after a writing. Said twice it is written once: who writes again what is there already, because the answer was
     * lost, is not told that another was faster (RFC 9110 §13.1.1).
     *
     * @param read the version the writer had read
     * @throws SessionRejected NOTES_CHANGED when that is not the latest, INVALID for a text out of shape
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
