package org.sessionroom.database;

import java.util.Optional;
import org.sessionroom.session.SessionId;

/**
 * An event of which people may hear only when it is committed. It is fired inside the transaction, and observed as
 * {@link Committed}; the container's own {@code AFTER_SUCCESS} is not used, because it takes a commit whose outcome nobody
 * knows for a success.
 */
public interface AfterCommit {

    /** The session whose people hear of it; empty when nobody does. */
    Optional<SessionId> room();
}
