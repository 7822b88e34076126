package org.sessionroom.outbox;

import java.time.Duration;

/**
 * How many mails the client of a session gets in an hour. Whoever changes an appointment again and again, be it a system in a
 * loop, must not flood a person's mailbox: beyond the limit a mail waits, and of those that wait only the newest leaves.
 */
public final class MailPace {

    public static final Duration HOUR = Duration.ofHours(1);

    /** At once; an hour's invitations and some changes. */
    public static final int MOST_IN_AN_HOUR = 8;

    /** Changes that go on are waited for. */
    static final Duration PAUSE = Duration.ofMinutes(15);

    private MailPace() {}

    /**
     * How long one more waits before it leaves.
     *
     * @param lately mails of the same session in the last {@link #HOUR}
     */
    public static Duration pause(long lately) {
        return lately < MOST_IN_AN_HOUR ? Duration.ZERO : PAUSE;
    }
}
