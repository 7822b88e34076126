package org.sessionroom.database;

import org.sessionroom.session.SessionId;

/**
 * A transaction changed something of a session, and its connection broke during the commit: its outcome is unknown.
 * Code that caches data of the session must reload it.
 *
 * @param event what would have been published if the transaction were known to be committed
 */
public record OutcomeUnknown(SessionId session, AfterCommit event) {}
