package org.sessionroom.session;

import java.util.Optional;
import org.sessionroom.consent.GivenConsents;
import org.sessionroom.database.AfterCommit;

/**
 * Something that the people in the room must know has changed: the state, a right, an admission, a consent. Fired inside
 * the transaction.
 *
 * @param session as it will be after the commit
 */
public record SessionChanged(SessionView session, GivenConsents consents) implements AfterCommit {

    @Override
    public Optional<SessionId> room() {
        return Optional.of(session.id());
    }
}
