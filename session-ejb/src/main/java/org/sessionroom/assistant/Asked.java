package org.sessionroom.assistant;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.sessionroom.session.SessionId;

/**
 * What the assistant is asked about.
 *
 * @param steps of the field, all of the session's
 */
public record Asked(
        UUID round,
        SessionId session,
        RoundKind kind,
        NoteForm form,
        Locale language,
        Transcript transcript,
        List<FieldStep> steps) {

    /** Does not show what was said. */
    @Override
    public String toString() {
        return "Asked[" + round + ", " + kind + "]";
    }
}
