package org.sessionroom.session;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/**
 * Under what terms a session's transcript is written. Each time somebody changes their mind about it, or somebody else takes
 * the client's seat, there are new ones, also when it comes to the same in the end: what was being listened to under the old
 * ones ends. So while they hold, so does what was agreed when they were made.
 *
 * @param revision the session's when the terms were read
 * @param since when it was that there were new ones; null if there are the first
 */
public record TranscriptTerms(SessionId session, long revision, Instant since) implements Serializable {

    /**
     * Whether these no longer hold. Asks only whether the two moments are the same, never which was earlier: each was told by
     * the clock of another node.
     *
     * @param known others of the same session, which may be the older ones
     */
    public boolean areOverBy(TranscriptTerms known) {
        return known.revision > revision && !Objects.equals(known.since, since);
    }

    /** Whether what was spoken from this moment on may be written down. */
    public boolean admit(Instant spokenFrom) {
        return since == null || !spokenFrom.isBefore(since);
    }
}
