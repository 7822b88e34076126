package org.sessionroom.database;

import java.util.Optional;
import org.sessionroom.session.SessionId;

/**
 * An event that may be published only after the commit. It is fired inside the transaction, and observed as
 * {@link Committed}; the container's own {@code AFTER_SUCCESS} is not used, because it treats a commit with an unknown outcome
 * as a success.
 */
public interface AfterCommit {

    /** The session whose people are notified; empty if nobody is. */
    Optional<SessionId> room();
}
