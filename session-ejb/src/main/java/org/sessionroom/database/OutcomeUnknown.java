package org.sessionroom.database;

import org.sessionroom.session.SessionId;

/**
 * A transaction changed something of a session, and its connection broke while it was committed: nobody knows whether it was.
 * Whoever holds something of the session in memory reads it again.
 *
 * @param event what would have been told if it were known to be committed
 */
public record OutcomeUnknown(SessionId session, AfterCommit event) {}
