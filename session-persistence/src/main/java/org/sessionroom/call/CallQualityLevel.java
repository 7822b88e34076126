package org.sessionroom.call;

import java.util.Arrays;
import java.util.Optional;

/**
 * The call quality in the three levels of the room's badges, best first. The limits are those of the page's
 * {@code call/quality.js}: a round trip after ITU-T G.114, loss after ITU-T G.1010.
 */
public enum CallQualityLevel {
    GOOD(300, 0.03, 40),
    FAIR(800, 0.1, 100),
    POOR(Double.MAX_VALUE, 1, Double.MAX_VALUE);

    private final double roundTrip;
    private final double loss;
    private final double jitter;

    CallQualityLevel(double roundTrip, double loss, double jitter) {
        this.roundTrip = roundTrip;
        this.loss = loss;
        this.jitter = jitter;
    }

    /**
     * The level of a minute by its medians: what a badge showed for most of it. A value that was not measured does not lower
     * the level, but without any measurement of received media the result is not GOOD. A frozen picture does not lower it either.
     */
    static Optional<CallQualityLevel> of(Spread roundTrip, Spread loss, Spread jitter) {
        return Arrays.stream(values())
                .filter(level -> roundTrip.median().orElse(0) <= level.roundTrip
                        && loss.median().orElse(0) <= level.loss
                        && jitter.median().orElse(0) <= level.jitter)
                .findFirst()
                .or(() -> Optional.of(POOR))
                .filter(level -> level != GOOD || isMeasured(loss) || isMeasured(jitter));
    }

    private static boolean isMeasured(Spread spread) {
        return spread.median().isPresent();
    }
}
