package org.sessionroom.session;

/** Something people in the room must know has changed: the state, a right, who is admitted. Fired inside the transaction. */
public record SessionChanged(SessionId session) {}
