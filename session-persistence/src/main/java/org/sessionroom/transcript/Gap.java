package org.sessionroom.transcript;

import java.time.Instant;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.SessionRejected;

/** A time in which a person may have spoken and nothing was recognised. It is shown as a gap and never treated as silence. */
public record Gap(ParticipantRole speaker, Instant from, Instant to, GapReason reason) implements TranscriptEntry {

    /** @throws SessionRejected INVALID if the end is before the beginning */
    public Gap {
        if (to.isBefore(from)) {
            throw SessionRejected.invalid("to", Kind.OUT_OF_RANGE);
        }
    }
}
