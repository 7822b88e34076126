package org.sessionroom.assistant;

import org.sessionroom.session.SessionId;

/** The assistant was asked, or has answered. Fired inside the transaction; tell the therapist only after its commit. */
public record InsightsChanged(SessionId session) {}
