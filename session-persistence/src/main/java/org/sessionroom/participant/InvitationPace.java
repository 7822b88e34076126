package org.sessionroom.participant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How often a client may be invited to one session: each invitation is a mail that the recipient cannot refuse. */
public final class InvitationPace {

    /** Maximum invitations in an hour. */
    public static final int MOST_IN_AN_HOUR = 6;

    /** Maximum invitations to a session. */
    public static final int MOST = 20;

    private static final Duration HOUR = Duration.ofHours(1);

    private InvitationPace() {}

    /**
     * Whether another may be issued now.
     *
     * @param issued when the previous ones were issued, in any order
     */
    public static boolean mayInvite(List<Instant> issued, Instant now) {
        long lately =
                issued.stream().filter(time -> time.isAfter(now.minus(HOUR))).count();
        return issued.size() < MOST && lately < MOST_IN_AN_HOUR;
    }
}
