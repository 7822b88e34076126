package org.sessionroom.room;

import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of frames that a browser may send to the room, and each kind's limit for one person (docs/asyncapi.yaml). A page sends
 * far fewer; in addition every frame is charged to the person's {@link SocketBudget}.
 */
enum FrameKind {
    RESUME(40, 20, Excess.CLOSES),
    /** Few in a second over a whole session, because each is stored and read again; a burst is a page that was offline. */
    CHANGE(1_000, 2, Excess.IS_REFUSED),
    PREVIEW(200, 100, Excess.IS_DROPPED),
    /** As frequent as previews, and as useless when late. */
    POINT(100, 30, Excess.IS_DROPPED),
    RELEASE(50, 20, Excess.IS_DROPPED),
    SIGNAL(200, 50, Excess.CLOSES),
    MEDIA(40, 10, Excess.IS_DROPPED),
    /** Every ten seconds; two in a burst, because they do not arrive as regularly as they are sent. */
    QUALITY(2, 0.1, Excess.IS_DROPPED),
    CHAT(20, 5, Excess.IS_REFUSED),
    /** Each adds a row to the audit log, even if it is refused, and perhaps a step to the course of the session. */
    COMMAND(60, 0.5, Excess.CLOSES),
    PING(60, 10, Excess.CLOSES);

    /** The reaction to a frame beyond the limit. */
    enum Excess {
        /** Closes the socket: our page never sends that many. */
        CLOSES,
        /** Refuses the frame; the page sends it again later. */
        IS_REFUSED,
        /** Drops the frame; its loss is not noticeable. */
        IS_DROPPED
    }

    private final int burst;
    private final double perSecond;
    private final Excess excess;

    FrameKind(int burst, double perSecond, Excess excess) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.excess = excess;
    }

    /** @param type of a frame; the result is empty for an unknown kind */
    static Optional<FrameKind> of(String type) {
        for (FrameKind kind : values()) {
            if (kind.type().equals(type)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    String type() {
        return name().toLowerCase(Locale.ROOT);
    }

    int burst() {
        return burst;
    }

    double perSecond() {
        return perSecond;
    }

    Excess excess() {
        return excess;
    }
}
