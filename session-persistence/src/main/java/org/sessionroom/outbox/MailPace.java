package org.sessionroom.outbox;

import java.time.Duration;

/**
 * Limits the mails to the client of a session in an hour. If a person or a system in a loop changes an appointment again and again, the
 * client's mailbox must not be flooded: beyond the limit a mail waits, and of those that wait only the newest is sent.
 */
public final class MailPace {

    public static final Duration HOUR = Duration.ofHours(1);

    /** Mails sent without delay: an hour's invitations and some changes. */
    public static final int MOST_IN_AN_HOUR = 8;

    /** Delay beyond the limit, so that further changes are combined. */
    static final Duration PAUSE = Duration.ofMinutes(15);

    private MailPace() {}

    /**
     * The delay of the next mail.
     *
     * @param lately mails of the same session in the last {@link #HOUR}
     */
    public static Duration pause(long lately) {
        return lately < MOST_IN_AN_HOUR ? Duration.ZERO : PAUSE;
    }
}
