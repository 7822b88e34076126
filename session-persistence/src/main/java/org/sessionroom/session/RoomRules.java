package org.sessionroom.session;

import java.io.Serializable;
import java.util.Set;
import org.sessionroom.participant.ParticipantRole;

/**
 * The rules of a room, which the people in it can switch at any time.
 *
 * @param clientAccess what the client may do on the field
 * @param clientSharing whether the client may share their screen
 * @param transcriptShared whether the client may see the transcript
 * @param offRecord who has gone off the record; one person is enough, and each revokes only their own
 */
public record RoomRules(
        FieldAccess clientAccess, boolean clientSharing, boolean transcriptShared, Set<ParticipantRole> offRecord)
        implements Serializable {

    /** The rules at the beginning. */
    public static final RoomRules FIRST = new RoomRules(FieldAccess.MOVE, false, false, Set.of());

    public RoomRules {
        offRecord = Set.copyOf(offRecord);
    }

    public boolean isOnRecord() {
        return offRecord.isEmpty();
    }
}
