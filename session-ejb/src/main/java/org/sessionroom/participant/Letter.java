package org.sessionroom.participant;

import java.util.UUID;
import org.sessionroom.outbox.OutboxKind;
import org.sessionroom.session.SessionId;

/** A mail that is being sent. In memory only, because it contains an address and perhaps a link's secret. */
public record Letter(UUID entry, int attempt, OutboxKind kind, SessionId session, String address, ClientMail mail) {

    /** Does not show recipient and content. */
    @Override
    public String toString() {
        return "Letter[" + entry + ", " + attempt + "]";
    }
}
