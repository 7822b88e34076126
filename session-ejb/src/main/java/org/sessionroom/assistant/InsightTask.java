package org.sessionroom.assistant;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.session.SessionId;

/**
 * What the assistant is asked about.
 *
 * @param attempt of the outbox, for a draft; what stands out so far is asked once
 * @param listening when people could be heard
 * @param steps of the field, all of the session's
 */
public record InsightTask(
        UUID round,
        Optional<Attempt> attempt,
        SessionId session,
        RoundKind kind,
        NoteForm form,
        Locale language,
        Transcript transcript,
        ListeningTime listening,
        List<FieldStep> steps) {

    /** One try of an entry of the outbox. */
    public record Attempt(UUID entry, int number) {}

    /** Does not show what was said. */
    @Override
    public String toString() {
        return "InsightTask[" + round + ", " + kind + "]";
    }
}
