package org.sessionroom.measures;

import java.time.Instant;
import java.util.function.Function;
import org.sessionroom.constellation.ConstellationChange;
import org.sessionroom.constellation.RecordedChange;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.ParticipantRole;

/** A change of the field and the role that made it. */
public record FieldStep(long seq, ParticipantRole by, Instant at, ConstellationChange change) {

    public static FieldStep of(RecordedChange recorded, Function<ParticipantId, ParticipantRole> roles) {
        return new FieldStep(recorded.seq(), roles.apply(recorded.by()), recorded.at(), recorded.change());
    }
}
