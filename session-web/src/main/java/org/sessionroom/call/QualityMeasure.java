package org.sessionroom.call;

import java.util.function.Function;

/** A measure of a call; its name is in the message bundles under {@code session.measure.<NAME>}. */
public enum QualityMeasure {
    ROUND_TRIP(CallQuality::roundTrip, 1, 100),
    /** Stored as a share, shown in percent. */
    LOSS(CallQuality::loss, 100, 5),
    JITTER(CallQuality::jitter, 1, 50),
    RECEIVED(CallQuality::received, 1, 500),
    SENT(CallQuality::sent, 1, 500),
    FRAMES(CallQuality::frames, 1, 30);

    private final Function<CallQuality, Spread> read;
    private final double factor;
    private final double least;

    QualityMeasure(Function<CallQuality, Spread> read, double factor, double least) {
        this.read = read;
        this.factor = factor;
        this.least = least;
    }

    /** In the unit in which it is shown. */
    Spread of(CallQuality minute) {
        Spread kept = read.apply(minute);
        return new Spread(
                kept.median().stream().map(value -> value * factor).findFirst(),
                kept.bad().stream().map(value -> value * factor).findFirst());
    }

    /** The smallest value of the chart's upper edge. */
    double least() {
        return least;
    }

    /** Whether it is bad when it is low. */
    boolean isYield() {
        return this == FRAMES;
    }
}
