package org.sessionroom.sentiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Predictions for sentences that a model was not trained on, and how well their confidence is calibrated.
 */
final class Calibration {

    private static final double COLDEST = 0.3;
    private static final double HOTTEST = 5;
    private static final int HALVINGS = 60;
    private static final double GOLDEN = 0.6180339887498949;
    private static final int BINS = 10;

    /** One prediction: the probability of each class, and the true label. */
    private record Reading(double[] likely, int label) {}

    private final List<Reading> readings = new ArrayList<>();

    void add(double[] likely, int label) {
        readings.add(new Reading(likely, label));
    }

    /** The temperature with the maximum likelihood of the labels, found by golden section search. */
    double temperature() {
        double low = COLDEST;
        double high = HOTTEST;
        for (int i = 0; i < HALVINGS; i++) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (surprise(left) < surprise(right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return (low + high) / 2;
    }

    private double surprise(double temperature) {
        return readings.stream()
                .mapToDouble(reading -> -StrictMath.log(cooled(reading, temperature)[reading.label]))
                .sum();
    }

    private static double[] cooled(Reading reading, double temperature) {
        double[] likely = new double[reading.likely.length];
        double sum = 0;
        for (int i = 0; i < likely.length; i++) {
            likely[i] = StrictMath.pow(reading.likely[i], 1 / temperature);
            sum += likely[i];
        }
        for (int i = 0; i < likely.length; i++) {
            likely[i] /= sum;
        }
        return likely;
    }

    /** The share of predictions above the threshold, the accuracy of these, and the difference between confidence and accuracy. */
    String describe(double temperature, double sure) {
        double given = 0;
        double right = 0;
        double[] confidence = new double[BINS + 1];
        double[] truth = new double[BINS + 1];
        for (Reading reading : readings) {
            double[] likely = cooled(reading, temperature);
            int most = SentimentWeights.most(likely);
            int bin = (int) (likely[most] * BINS);
            confidence[bin] += likely[most];
            truth[bin] += most == reading.label ? 1 : 0;
            given += likely[most] >= sure ? 1 : 0;
            right += likely[most] >= sure && most == reading.label ? 1 : 0;
        }
        double error = 0;
        for (int bin = 0; bin <= BINS; bin++) {
            error += Math.abs(confidence[bin] - truth[bin]);
        }
        return String.format(
                Locale.ROOT,
                "with UNCERTAIN below %.2f: %.3f of the sentences get a tone, %.3f of these the right one; expected calibration error %.3f",
                sure,
                given / readings.size(),
                right / given,
                error / readings.size());
    }
}
