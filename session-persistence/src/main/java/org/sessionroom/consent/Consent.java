package org.sessionroom.consent;

import java.time.Instant;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/**
 * A decision somebody made, and on which text.
 *
 * @param textVersion of the text they read
 * @param language in which they read it, a BCP 47 tag
 */
public record Consent(
        ParticipantRole role, Purpose purpose, Decision decision, String textVersion, String language, Instant at) {

    private static final int LONGEST_VERSION = 20;

    /** @throws SessionRejected INVALID when the version is not one */
    public Consent {
        if (textVersion == null || textVersion.isBlank() || textVersion.length() > LONGEST_VERSION) {
            throw new SessionRejected(Rejection.INVALID);
        }
    }

    /**
     * One can only agree to the text as it stands now. A no is a no, whichever text it was said to.
     *
     * @throws SessionRejected CONSENT_OUTDATED
     */
    public void requireCurrentText() {
        if (decision == Decision.GIVEN && !textVersion.equals(purpose.textVersion())) {
            throw new SessionRejected(Rejection.CONSENT_OUTDATED);
        }
    }
}
