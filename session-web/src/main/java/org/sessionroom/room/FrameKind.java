package org.sessionroom.room;

import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of frame a browser may send into the room, and how many of each one person may (docs/asyncapi.yaml). A page sends
 * far fewer; beside these limits every frame is paid for from the person's {@link SocketBudget}.
 */
enum FrameKind {
    RESUME(40, 20, Excess.CLOSES),
    CHANGE(50, 50, Excess.IS_REFUSED),
    PREVIEW(200, 100, Excess.IS_DROPPED),
    /** As often as pictures of a hand, and worth as little when late. */
    POINT(100, 30, Excess.IS_DROPPED),
    RELEASE(50, 20, Excess.IS_DROPPED),
    SIGNAL(200, 50, Excess.CLOSES),
    MEDIA(40, 10, Excess.IS_DROPPED),
    /** Every ten seconds; two at once, because they do not arrive as evenly as they are sent. */
    QUALITY(2, 0.1, Excess.IS_DROPPED),
    CHAT(20, 5, Excess.IS_REFUSED),
    /** A refused one costs a row of the audit. */
    COMMAND(40, 20, Excess.CLOSES),
    PING(60, 10, Excess.CLOSES);

    /** What becomes of a frame beyond the limit. */
    enum Excess {
        /** Whoever goes on like this is no page of ours. */
        CLOSES,
        /** The page sends it again later. */
        IS_REFUSED,
        /** Its loss is not noticed. */
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

    /** @param type of a frame, or empty for a kind that is not known */
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
