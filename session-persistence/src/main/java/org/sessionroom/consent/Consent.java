package org.sessionroom.consent;

import java.time.Instant;
import java.util.UUID;
import org.sessionroom.input.TextRule;
import org.sessionroom.participant.ParticipantEntity;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/**
 * A decision somebody made, and on which text. It is theirs alone: whoever takes the seat after them has decided nothing yet.
 *
 * @param invitation by which a client had come in; null for the therapist, and for a client of whom that is not known
 * @param textVersion of the text they read
 * @param language in which they read it, a BCP 47 tag
 */
public record Consent(
        ParticipantRole role,
        UUID invitation,
        Purpose purpose,
        Decision decision,
        String textVersion,
        String language,
        Instant at) {

    /** @throws SessionRejected INVALID when the version is not one */
    public Consent {
        TextRule.TEXT_VERSION.read("textVersion", textVersion);
    }

    /** Whether whoever decided holds this seat now. */
    public boolean isOfHolder(ParticipantEntity seat) {
        return role == seat.role()
                && (role == ParticipantRole.THERAPIST
                        || seat.invitation().filter(id -> id.equals(invitation)).isPresent());
    }

    /** Whether it decides nothing that the one before did not: the same answer, and if it is a yes, to the same text. */
    public boolean repeats(Consent before) {
        boolean given = decision == Decision.GIVEN;
        return given == (before.decision == Decision.GIVEN) && (!given || textVersion.equals(before.textVersion));
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
