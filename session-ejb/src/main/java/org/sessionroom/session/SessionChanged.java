package org.sessionroom.session;

/**
 * Something people in the room must know has changed: the state, a right, who is admitted. Fired inside the transaction.
 *
 * @param session as it will be after the commit
 */
public record SessionChanged(SessionView session) {}
