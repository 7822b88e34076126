package org.sessionroom.call;

import java.util.Arrays;
import java.util.Optional;

/**
 * How good a line was, in the three words that the room's badges use, best first. The limits are those of the page's
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
     * Of a minute by its medians: what a badge showed for most of it. What was not measured is no fault, and where nothing was
     * measured of what arrived a line is not called good. A picture that stood still is no fault of the line.
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
