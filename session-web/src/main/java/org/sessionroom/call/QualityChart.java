package org.sessionroom.call;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * One measure of one side, drawn minute by minute: a line through the medians, and for each minute a stroke to its bad value. A
 * minute without a measurement leaves a gap in the line.
 *
 * <p>Paths are of SVG (SVG 2 §9.3), in a box of {@link #WIDTH} by {@link #HEIGHT}.
 */
public final class QualityChart {

    public static final int WIDTH = 240;
    public static final int HEIGHT = 64;

    private static final int EDGE = 4;

    /** Minimum width in minutes; a shorter call does not fill the width, so that a few minutes do not look like an hour. */
    private static final int SHORTEST = 10;

    private final QualityMeasure measure;
    private final List<CallQuality> minutes;
    private final double top;

    QualityChart(QualityMeasure measure, List<CallQuality> minutes) {
        this.measure = measure;
        this.minutes = minutes;
        this.top = roundUp(DoubleStream.concat(values(Spread::median), values(Spread::bad))
                .max()
                .orElse(0));
    }

    /** The next of 1, 2, 5, 10 … times the measure's minimum, so that small variations do not look large. */
    private double roundUp(double value) {
        double power = measure.least();
        while (true) {
            for (double step : new double[] {1, 2, 5}) {
                if (value <= step * power) {
                    return step * power;
                }
            }
            power *= 10;
        }
    }

    public QualityMeasure measure() {
        return measure;
    }

    /** The value of the upper edge. */
    public double top() {
        return top;
    }

    /** Half of the minutes' medians were not higher. */
    public OptionalDouble typical() {
        double[] medians = values(Spread::median).sorted().toArray();
        return medians.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(medians[(medians.length - 1) / 2]);
    }

    /** The worst of all bad values. */
    public OptionalDouble worst() {
        DoubleStream bad = values(Spread::bad);
        return measure.isYield() ? bad.min() : bad.max();
    }

    private DoubleStream values(Function<Spread, OptionalDouble> part) {
        return minutes.stream().map(measure::of).map(part).flatMapToDouble(OptionalDouble::stream);
    }

    /** The line of the medians. */
    public String medians() {
        StringBuilder path = new StringBuilder();
        Optional<Instant> before = Optional.empty();
        for (CallQuality minute : minutes) {
            OptionalDouble median = measure.of(minute).median();
            if (median.isPresent()) {
                boolean goesOn = before.filter(minute.minute().minus(1, ChronoUnit.MINUTES)::equals)
                        .isPresent();
                // A line from a point to itself is drawn as a dot by the round cap.
                String point = point(minute, median.getAsDouble());
                path.append(goesOn ? "L" + point : "M" + point + "L" + point);
                before = Optional.of(minute.minute());
            }
        }
        return path.toString();
    }

    /** For each minute a stroke from its median to its bad value. */
    public String ranges() {
        StringBuilder path = new StringBuilder();
        for (CallQuality minute : minutes) {
            Spread spread = measure.of(minute);
            if (spread.median().isPresent() && spread.bad().isPresent()) {
                path.append("M").append(point(minute, spread.median().getAsDouble()));
                path.append("V").append(number(y(spread.bad().getAsDouble())));
            }
        }
        return path.toString();
    }

    private String point(CallQuality minute, double value) {
        return number(x(minute.minute())) + " " + number(y(value));
    }

    private double x(Instant minute) {
        Instant first = minutes.get(0).minute();
        double span = ChronoUnit.MINUTES.between(first, end());
        return EDGE + (WIDTH - 2 * EDGE) * ChronoUnit.MINUTES.between(first, minute) / span;
    }

    /** The minute at the right end of the chart, which is later than the last one of a short call. */
    Instant end() {
        Instant last = minutes.get(minutes.size() - 1).minute();
        Instant shortest = minutes.get(0).minute().plus(SHORTEST - 1L, ChronoUnit.MINUTES);
        return last.isAfter(shortest) ? last : shortest;
    }

    private double y(double value) {
        return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * value / top;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
