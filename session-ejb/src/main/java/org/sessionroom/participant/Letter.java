package org.sessionroom.participant;

import java.util.UUID;
import org.sessionroom.outbox.OutboxKind;
import org.sessionroom.session.SessionId;

/** A mail that leaves now. In memory only, because it carries an address and, maybe, a link's secret. */
public record Letter(UUID entry, int attempt, OutboxKind kind, SessionId session, String address, ClientMail mail) {

    /** Does not show to whom, and what. */
    @Override
    public String toString() {
        return "Letter[" + entry + ", " + attempt + "]";
    }
}
