package org.sessionroom.chat;

import org.sessionroom.session.SessionId;

/** Somebody wrote something. Fired inside the transaction; tell people only after its commit. */
public record MessageSent(SessionId session, ChatMessage message) {}
