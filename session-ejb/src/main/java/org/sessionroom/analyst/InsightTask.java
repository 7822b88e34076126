package org.sessionroom.analyst;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.insight.NoteForm;
import org.sessionroom.insight.RoundKind;
import org.sessionroom.measures.FieldStep;
import org.sessionroom.measures.ListeningTime;
import org.sessionroom.session.SessionId;
import org.sessionroom.transcript.Transcript;

/**
 * The data of one round.
 *
 * @param attempt of the outbox, for a draft; insights during the session are requested once
 * @param listening when transcription was possible
 * @param steps all changes of the session's field
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

    /** One attempt at an entry of the outbox. */
    public record Attempt(UUID entry, int number) {}

    /** Does not show what was said. */
    @Override
    public String toString() {
        return "InsightTask[" + round + ", " + kind + "]";
    }
}
