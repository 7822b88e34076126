package org.sessionroom.outbox;

import java.time.Duration;

/**
 * Limits the mails to the client of a session, and those of all sessions of a therapist, in an hour. If a person or a system in a loop
 * changes an appointment again and again, or opens rooms without end for one address, nobody's mailbox must be flooded: beyond the limit
 * a mail waits, and of a session's mails that wait only the newest is sent.
 */
public final class MailPace {

    public static final Duration HOUR = Duration.ofHours(1);

    /** Mails of a session sent without delay: an hour's invitations and some changes. */
    public static final int MOST_IN_AN_HOUR = 8;

    /** Mails of a therapist sent without delay, unless the hospital decides otherwise: more than anybody's day has. */
    public static final int MOST_OF_A_THERAPIST = 60;

    /** Delay beyond a session's limit, so that further changes are combined. */
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

    /**
     * The delay of the next mail, so that in each hour no more leave than the limit.
     *
     * @param lately mails of all sessions of the same therapist in the last {@link #HOUR}
     * @param most how many are sent without delay; at least 1
     */
    public static Duration pauseOfTherapist(long lately, int most) {
        return HOUR.multipliedBy(lately / most);
    }
}
