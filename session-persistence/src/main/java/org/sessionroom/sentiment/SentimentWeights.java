package org.sessionroom.sentiment;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The trained parameters: a weight for every clue and trait for each of negative, neutral and positive, and the calibration of
 * the confidence. The results are the same on every machine: nothing here depends on a processor's own
 * arithmetic.
 *
 * @param clues by class, then clue
 * @param traits by class, then bucket, in steps of {@code step}
 * @param temperature divisor of the scores that calibrates the confidence (Guo et al. 2017)
 */
record SentimentWeights(double[][] clues, byte[][] traits, double step, double temperature) {

    static final int NEGATIVE = 0;
    static final int NEUTRAL = 1;
    static final int POSITIVE = 2;
    static final int CLASSES = 3;

    private static final int MARK = 0x53523031;

    /** The probability of each class; the sum is 1. */
    double[] probabilities(SentimentFeatures features) {
        double[] scores = scores(features);
        double highest = Math.max(scores[NEGATIVE], Math.max(scores[NEUTRAL], scores[POSITIVE]));
        double sum = 0;
        for (int i = 0; i < CLASSES; i++) {
            scores[i] = StrictMath.exp((scores[i] - highest) / temperature);
            sum += scores[i];
        }
        for (int i = 0; i < CLASSES; i++) {
            scores[i] /= sum;
        }
        return scores;
    }

    /** The most likely class; of several the first. */
    static int most(double[] likely) {
        int most = 0;
        for (int i = 1; i < CLASSES; i++) {
            most = likely[i] > likely[most] ? i : most;
        }
        return most;
    }

    private double[] scores(SentimentFeatures features) {
        double[] scores = new double[CLASSES];
        double each = step / StrictMath.sqrt(Math.max(1, features.traits().length));
        for (int i = 0; i < CLASSES; i++) {
            for (int clue = 0; clue < SentimentFeatures.CLUES; clue++) {
                scores[i] += clues[i][clue] * features.clues()[clue];
            }
            int sum = 0;
            for (int trait : features.traits()) {
                sum += traits[i][trait];
            }
            scores[i] += sum * each;
        }
        return scores;
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(MARK);
        out.writeInt(SentimentFeatures.CLUES);
        out.writeInt(SentimentFeatures.BUCKETS);
        out.writeDouble(step);
        out.writeDouble(temperature);
        for (int i = 0; i < CLASSES; i++) {
            for (double clue : clues[i]) {
                out.writeDouble(clue);
            }
            out.write(traits[i]);
        }
    }

    /** @throws IOException if it was written for other clues or buckets than this code's */
    static SentimentWeights readFrom(DataInputStream in) throws IOException {
        if (in.readInt() != MARK
                || in.readInt() != SentimentFeatures.CLUES
                || in.readInt() != SentimentFeatures.BUCKETS) {
            throw new IOException("Weights of another model");
        }
        double step = in.readDouble();
        double temperature = in.readDouble();
        double[][] clues = new double[CLASSES][SentimentFeatures.CLUES];
        byte[][] traits = new byte[CLASSES][SentimentFeatures.BUCKETS];
        for (int i = 0; i < CLASSES; i++) {
            for (int clue = 0; clue < SentimentFeatures.CLUES; clue++) {
                clues[i][clue] = in.readDouble();
            }
            in.readFully(traits[i]);
        }
        return new SentimentWeights(clues, traits, step, temperature);
    }
}
