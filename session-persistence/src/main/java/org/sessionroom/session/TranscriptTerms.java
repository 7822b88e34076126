package org.sessionroom.session;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/**
 * The terms under which a session's transcript is written. Each time somebody changes their decision about it, or another person takes
 * the client's seat, new terms begin, even if the result is the same: a microphone opened under the old terms
 * is closed. So while terms are valid, what was agreed when they began is valid too.
 *
 * @param revision the session's when the terms were read
 * @param since when these terms began; null for the first ones
 */
public record TranscriptTerms(SessionId session, long revision, Instant since) implements Serializable {

    /**
     * Whether these are no longer valid. Only compares the two moments for equality, never which was earlier, because different nodes'
     * clocks may have set them.
     *
     * @param known other terms of the same session, which may be the older ones
     */
    public boolean areOverBy(TranscriptTerms known) {
        return known.revision > revision && !Objects.equals(known.since, since);
    }

    /** Whether speech that begins at this moment may be transcribed. */
    public boolean admit(Instant spokenFrom) {
        return since == null || !spokenFrom.isBefore(since);
    }
}
