package org.sessionroom.participant;

import java.time.Duration;
import java.util.Optional;
import org.sessionroom.limit.SourceAddress;
import org.sessionroom.limit.SourceLimits;

/**
 * How often one source may ask about invitations. Behind one address of a hospital many clients come in at the same time, and
 * so there is room for all of them; whoever guesses links, of which none is ever right, soon has to wait.
 */
final class InvitationLimits {

    private static final SourceLimits ASKED = new SourceLimits(600, 20);
    private static final SourceLimits UNKNOWN = new SourceLimits(30, 0.1);

    private InvitationLimits() {}

    /** @return how long to wait before asking, if at all */
    static Optional<Duration> ask(String address) {
        return ASKED.refusal(SourceAddress.of(address), System.nanoTime());
    }

    /**
     * What was asked about does not exist.
     *
     * @return how long to wait instead of being told so, if at all
     */
    static Optional<Duration> unknown(String address) {
        return UNKNOWN.refusal(SourceAddress.of(address), System.nanoTime());
    }
}
