package org.sessionroom.provider.stream;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * When the samples of a stream were spoken. Silence is removed before they arrive, so position and time diverge: each run
 * of frames without a break has its own start time.
 */
final class SpokenTime {

    /** Tolerated irregularity of a frame's time in milliseconds; a larger difference is a break. */
    static final long TOLERANCE = 60;

    private static final double MILLIS = 1000;

    /** The start time of each run, in milliseconds since the epoch, by the position of its first sample. */
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

    /** When the sample at a position was spoken. */
    Instant at(long place) {
        return Instant.ofEpochMilli(Math.round(millis(runOf(place), place)));
    }

    /** When the sample before a position ended. */
    Instant until(long place) {
        return Instant.ofEpochMilli(Math.round(millis(runOf(place - 1), place)));
    }

    /** Removes the runs that ended before a position. */
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
