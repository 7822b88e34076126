package org.sessionroom.provider.stream;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * When the samples of a stream were spoken. Silence is cut out before they come, so that place and time run apart: each run
 * of frames without a break has its own beginning.
 */
final class SpokenTime {

    /** Milliseconds by which a frame's time may be off without being a break: capture is not that regular. */
    static final long TOLERANCE = 60;

    private static final double MILLIS = 1000;

    /** By the place of its first sample, when each run began, in milliseconds since the epoch. */
    private final NavigableMap<Long, Long> runs = new TreeMap<>();

    private final int rate;

    SpokenTime(int rate) {
        this.rate = rate;
    }

    void append(long place, long atMillis) {
        Map.Entry<Long, Long> run = runs.lastEntry();
        if (run == null || Math.abs(millis(run, place) - atMillis) > TOLERANCE) {
            runs.put(place, atMillis);
        }
    }

    /** When the sample at a place was spoken. */
    Instant at(long place) {
        return Instant.ofEpochMilli(Math.round(millis(runOf(place), place)));
    }

    /** When the sample before a place ended. */
    Instant until(long place) {
        return Instant.ofEpochMilli(Math.round(millis(runOf(place - 1), place)));
    }

    /** Lets go of the runs that ended before a place. */
    void forget(long before) {
        Long run = runs.lowerKey(before);
        if (run != null) {
            runs.headMap(run, false).clear();
        }
    }

    private Map.Entry<Long, Long> runOf(long place) {
        Map.Entry<Long, Long> run = runs.floorEntry(place);
        return run != null ? run : runs.firstEntry();
    }

    private double millis(Map.Entry<Long, Long> run, long place) {
        return run.getValue() + (place - run.getKey()) * MILLIS / rate;
    }
}
