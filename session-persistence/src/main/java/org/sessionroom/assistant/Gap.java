package org.sessionroom.assistant;

import java.time.Instant;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.SessionRejected;

/** A stretch in which a person may have spoken and nothing was heard. It is shown as such and is never taken for silence. */
public record Gap(ParticipantRole speaker, Instant from, Instant to, GapReason reason) implements TranscriptEntry {

    /** @throws SessionRejected INVALID for an end before its beginning */
    public Gap {
        if (to.isBefore(from)) {
            throw SessionRejected.invalid("to", Kind.OUT_OF_RANGE);
        }
    }
}
