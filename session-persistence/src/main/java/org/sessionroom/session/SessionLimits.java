package org.sessionroom.session;

import java.time.Duration;
import java.util.List;

/** The limits of one session. */
public final class SessionLimits {

    /** From the first ACTIVE on, by the server's clock, including pauses. */
    public static final Duration DURATION = Duration.ofHours(2);

    /** Minutes before the end at which both are warned, in this order. */
    public static final List<Integer> WARNING_MINUTES = List.of(10, 2);

    /** An active session is paused when nobody was connected for this long. */
    public static final Duration EMPTY_ROOM = Duration.ofMinutes(5);

    /**
     * Bytes stored for a session, 1 GB. Beyond it chat, audio and files are refused; the field, the notes and the session's
     * end still work.
     */
    public static final long STORED_BYTES = 1_000_000_000L;

    /**
     * Changes of a session's field. Two people who never stop for the whole time make some 30,000; the analysis reads all of them
     * each time.
     */
    public static final int CHANGES = 50_000;

    /** Pauses of one session: far more than people make. Each is a row of its course, which is read as a whole. */
    public static final int PAUSES = 200;

    /** The share of {@link #STORED_BYTES}, in percent, at which both are warned. */
    public static final int STORED_WARNING_PERCENT = 90;

    private SessionLimits() {}
}
