package org.sessionroom.participant;

import java.time.Duration;
import java.util.Optional;
import org.sessionroom.limit.SourceAddress;
import org.sessionroom.limit.SourceLimits;

/**
 * Limits how often one source may ask about invitations. Many clients may enter at the same time behind one address of a hospital,
 * so the limit allows for all of them; a source that guesses links, none of which exists, soon has to wait.
 */
final class InvitationLimits {

    private static final SourceLimits ASKED = new SourceLimits(600, 20);
    private static final SourceLimits UNKNOWN = new SourceLimits(30, 0.1);

    private InvitationLimits() {}

    /** @return how long to wait before asking, if necessary */
    static Optional<Duration> ask(String address) {
        return ASKED.refusal(SourceAddress.of(address), System.nanoTime());
    }

    /**
     * The requested invitation does not exist.
     *
     * @return how long to wait instead of getting that answer, if necessary
     */
    static Optional<Duration> unknown(String address) {
        return UNKNOWN.refusal(SourceAddress.of(address), System.nanoTime());
    }
}
