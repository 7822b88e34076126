package org.sessionroom.session;

import java.io.Serializable;
import java.util.Set;
import org.sessionroom.participant.ParticipantRole;

/**
 * What holds in a room, switched live by those in it.
 *
 * @param clientAccess what the client may do on the field
 * @param clientSharing whether the client may share their screen
 * @param transcriptShared whether the client is shown what was written down
 * @param offRecord who wants nothing written down now; one is enough, and each takes back only their own word
 */
public record RoomRules(
        FieldAccess clientAccess, boolean clientSharing, boolean transcriptShared, Set<ParticipantRole> offRecord)
        implements Serializable {

    /** As a room begins. */
    public static final RoomRules FIRST = new RoomRules(FieldAccess.MOVE, false, false, Set.of());

    public RoomRules {
        offRecord = Set.copyOf(offRecord);
    }

    public boolean isOnRecord() {
        return offRecord.isEmpty();
    }
}
