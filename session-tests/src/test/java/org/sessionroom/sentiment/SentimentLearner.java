package org.sessionroom.sentiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Trains the weights: multinomial logistic regression by AdaGrad (Duchi et al. 2011) over clues and traits. Each sentence is
 * used in one of three forms, drawn at random each time: as it was written, as a recogniser would give it (no punctuation, no
 * marks of tweets), and by its clues alone, so that the clues also work without the words. The same sentences in the same
 * order give exactly the same weights: the seed is fixed, and the arithmetic does not depend on the processor.
 */
final class SentimentLearner {

    private static final int ROUNDS = 15;
    private static final double RATE = 0.02;
    private static final double CLUES_RATE = 0.16;
    private static final double DECAY = 1e-3;
    private static final double CLUES_DECAY = 1e-5;

    /** How strongly rare classes are weighted up, from 0 to 1. */
    private static final double BALANCE = 0.7;

    private static final double CLUES_ALONE = 0.3;
    private static final double AS_SPOKEN = 0.35;
    private static final long LOT = 42;
    private static final double NO_TEMPERATURE = 1;
    private static final int LARGEST_STEP = 127;

    private final double[][] clues = new double[SentimentWeights.CLASSES][SentimentFeatures.CLUES];
    private final double[][] clueSquares = new double[SentimentWeights.CLASSES][SentimentFeatures.CLUES];
    private final double[][] traits = new double[SentimentWeights.CLASSES][SentimentFeatures.BUCKETS];
    private final double[][] traitSquares = new double[SentimentWeights.CLASSES][SentimentFeatures.BUCKETS];

    private SentimentLearner() {}

    static SentimentWeights learn(List<TrainingSentence> sentences) {
        SentimentLearner learner = new SentimentLearner();
        learner.goThrough(sentences);
        return learner.quantised();
    }

    private void goThrough(List<TrainingSentence> sentences) {
        double[] importance = importance(sentences);
        List<TrainingSentence> order = new ArrayList<>(sentences);
        Random lot = new Random(LOT);
        for (int round = 0; round < ROUNDS; round++) {
            Collections.shuffle(order, lot);
            for (TrainingSentence sentence : order) {
                double drawn = lot.nextDouble();
                SentimentFeatures seen = drawn < CLUES_ALONE
                        ? sentence.clues()
                        : drawn < CLUES_ALONE + AS_SPOKEN ? sentence.spoken() : sentence.written();
                step(seen, sentence.label(), importance[sentence.label()]);
            }
        }
    }

    private static double[] importance(List<TrainingSentence> sentences) {
        double[] importance = new double[SentimentWeights.CLASSES];
        sentences.forEach(sentence -> importance[sentence.label()]++);
        for (int i = 0; i < importance.length; i++) {
            importance[i] = StrictMath.pow(sentences.size() / (importance.length * importance[i]), BALANCE);
        }
        return importance;
    }

    private void step(SentimentFeatures seen, int label, double importance) {
        double[] likely = likely(seen);
        double each = 1 / StrictMath.sqrt(Math.max(1, seen.traits().length));
        for (int i = 0; i < likely.length; i++) {
            double error = (likely[i] - (i == label ? 1 : 0)) * importance;
            for (int clue = 0; clue < SentimentFeatures.CLUES; clue++) {
                double slope = error * seen.clues()[clue] + CLUES_DECAY * clues[i][clue];
                clueSquares[i][clue] += slope * slope;
                clues[i][clue] -= CLUES_RATE * slope / root(clueSquares[i][clue]);
            }
            for (int trait : seen.traits()) {
                double slope = error * each + DECAY * traits[i][trait];
                traitSquares[i][trait] += slope * slope;
                traits[i][trait] -= RATE * slope / root(traitSquares[i][trait]);
            }
        }
    }

    private static double root(double squares) {
        return StrictMath.sqrt(squares + 1e-6);
    }

    private double[] likely(SentimentFeatures seen) {
        double each = 1 / StrictMath.sqrt(Math.max(1, seen.traits().length));
        double[] likely = new double[SentimentWeights.CLASSES];
        double sum = 0;
        for (int i = 0; i < likely.length; i++) {
            double score = 0;
            for (int trait : seen.traits()) {
                score += traits[i][trait];
            }
            score *= each;
            for (int clue = 0; clue < SentimentFeatures.CLUES; clue++) {
                score += clues[i][clue] * seen.clues()[clue];
            }
            likely[i] = StrictMath.exp(score);
            sum += likely[i];
        }
        for (int i = 0; i < likely.length; i++) {
            likely[i] /= sum;
        }
        return likely;
    }

    private SentimentWeights quantised() {
        double largest = 0;
        for (double[] row : traits) {
            for (double weight : row) {
                largest = Math.max(largest, Math.abs(weight));
            }
        }
        double step = largest / LARGEST_STEP;
        byte[][] steps = new byte[SentimentWeights.CLASSES][SentimentFeatures.BUCKETS];
        for (int i = 0; i < steps.length; i++) {
            for (int trait = 0; trait < SentimentFeatures.BUCKETS; trait++) {
                steps[i][trait] = (byte) Math.round(traits[i][trait] / step);
            }
        }
        return new SentimentWeights(clues, steps, step, NO_TEMPERATURE);
    }
}
