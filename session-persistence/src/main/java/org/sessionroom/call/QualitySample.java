package org.sessionroom.call;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How the peer's media reached a browser during two seconds, by the browser's own statistics (W3C webrtc-stats). A value out of
 * range is set to the limit: browsers count duplicates as negative loss. Empty if it was not measured.
 *
 * @param roundTrip milliseconds, 0 to 60,000
 * @param loss share of packets that were lost, 0 to 1
 * @param jitter milliseconds, 0 to 60,000
 * @param received kilobits a second, 0 to 1,000,000
 * @param sent kilobits a second, 0 to 1,000,000
 * @param frames a second, 0 to 240
 * @param freezes how often the picture froze, 0 to 100
 * @param relay whether it came through the TURN server
 */
public record QualitySample(
        OptionalDouble roundTrip,
        OptionalDouble loss,
        OptionalDouble jitter,
        OptionalDouble received,
        OptionalDouble sent,
        OptionalDouble frames,
        OptionalDouble freezes,
        boolean relay) {

    /** The time that each sample covers; the page's {@code js/call/readings.js} measures at this interval. */
    public static final Duration LENGTH = Duration.ofSeconds(2);

    private static final double LONGEST = 60_000;
    private static final double FASTEST = 1_000_000;
    private static final double MOST_FRAMES = 240;
    private static final double MOST_FREEZES = 100;

    public QualitySample {
        roundTrip = within(roundTrip, LONGEST);
        loss = within(loss, 1);
        jitter = within(jitter, LONGEST);
        received = within(received, FASTEST);
        sent = within(sent, FASTEST);
        frames = within(frames, MOST_FRAMES);
        freezes = within(freezes, MOST_FREEZES);
    }

    private static OptionalDouble within(OptionalDouble value, double most) {
        return value.isEmpty() ? value : OptionalDouble.of(Math.max(0, Math.min(value.getAsDouble(), most)));
    }
}
