package org.sessionroom.call;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A measure over some time, by nearest rank; empty if nothing was measured.
 *
 * @param median half of the samples were not higher
 * @param bad no more than one of twenty samples was worse
 */
public record Spread(OptionalDouble median, OptionalDouble bad) {

    private static final double HALF = 0.5;
    private static final double MOST = 0.95;
    private static final double FEW = 0.05;

    /** For a measure that is bad when it is high: the 95th percentile. */
    static Spread ofCosts(List<QualitySample> samples, Function<QualitySample, OptionalDouble> measure) {
        return of(samples, measure, MOST);
    }

    /** For a measure that is bad when it is low: the 5th percentile. */
    static Spread ofYields(List<QualitySample> samples, Function<QualitySample, OptionalDouble> measure) {
        return of(samples, measure, FEW);
    }

    private static Spread of(
            List<QualitySample> samples, Function<QualitySample, OptionalDouble> measure, double badShare) {
        double[] sorted = samples.stream()
                .map(measure)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .sorted()
                .toArray();
        return new Spread(rank(sorted, HALF), rank(sorted, badShare));
    }

    private static OptionalDouble rank(double[] sorted, double share) {
        return sorted.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(sorted[(int) Math.ceil(share * sorted.length) - 1]);
    }
}
