package org.sessionroom.consent;

import java.time.Instant;
import java.util.UUID;
import org.sessionroom.input.TextRule;
import org.sessionroom.participant.ParticipantEntity;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/**
 * A person's decision about a purpose, with the text that they read. It belongs to that person: whoever takes the seat after them has
 * decided nothing yet.
 *
 * @param invitation by which a client had entered; null for the therapist, and for a client whose invitation is not known
 * @param textVersion of the text that they read
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

    /** @throws SessionRejected INVALID if the version is malformed */
    public Consent {
        TextRule.TEXT_VERSION.read("textVersion", textVersion);
    }

    /** Whether the person who decided holds this seat now. */
    public boolean isOfHolder(ParticipantEntity seat) {
        return role == seat.role()
                && (role == ParticipantRole.THERAPIST
                        || seat.invitation().filter(id -> id.equals(invitation)).isPresent());
    }

    /** Whether it only repeats the previous decision: the same answer, and if it is a yes, to the same text. */
    public boolean repeats(Consent before) {
        boolean given = decision == Decision.GIVEN;
        return given == (before.decision == Decision.GIVEN) && (!given || textVersion.equals(before.textVersion));
    }

    /**
     * A person can agree only to the current text. A refusal is valid whichever text it refers to.
     *
     * @throws SessionRejected CONSENT_OUTDATED
     */
    public void requireCurrentText() {
        if (decision == Decision.GIVEN && !textVersion.equals(purpose.textVersion())) {
            throw new SessionRejected(Rejection.CONSENT_OUTDATED);
        }
    }
}
