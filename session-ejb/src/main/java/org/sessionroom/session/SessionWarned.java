package org.sessionroom.session;

import java.util.Optional;
import org.sessionroom.database.AfterCommit;

/**
 * A limit is near.
 *
 * @param amount minutes left for TIME, percent used for QUOTA
 */
public record SessionWarned(SessionId session, Kind kind, int amount) implements AfterCommit {

    @Override
    public Optional<SessionId> room() {
        return Optional.of(session);
    }

    /** Which limit. */
    public enum Kind {
        TIME,
        QUOTA
    }
}
