package org.sessionroom.sentiment;

import java.io.DataOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains the sentiment model again and prints its quality (docs/assistant.md has the command). The figures come from ten-fold
 * cross-validation; the weights that are written come from all sentences, with the temperature that fits the folds. The
 * sentences of {@code therapy-sentences.tsv} are not used.
 */
public final class SentimentTraining {

    private static final int FOLDS = 10;

    private SentimentTraining() {}

    /** @param arguments the labelled sentences, and the file to write the weights to */
    public static void main(String[] arguments) throws Exception {
        SentimentWords lexicon = SentimentWords.of("pt");
        List<TrainingSentence> sentences = LabelledSentence.readFrom(Path.of(arguments[0])).stream()
                .map(sentence -> TrainingSentence.of(sentence, lexicon))
                .toList();
        double temperature = crossValidated(sentences);
        SentimentWeights learned = SentimentLearner.learn(sentences);
        SentimentWeights shipped = new SentimentWeights(learned.clues(), learned.traits(), learned.step(), temperature);
        Path target = Path.of(arguments[1]);
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(target))) {
            shipped.writeTo(out);
        }
        System.out.printf("temperature %.3f, %d bytes written%n", temperature, Files.size(target));
        SentimentBenchmark.report(new SentimentModel(shipped));
    }

    /** @return the temperature at which the confidence for spoken sentences is calibrated */
    private static double crossValidated(List<TrainingSentence> sentences) {
        int[] folds = folds(sentences);
        Confusion written = new Confusion();
        Confusion spoken = new Confusion();
        Confusion clues = new Confusion();
        Calibration calibration = new Calibration();
        for (int fold = 0; fold < FOLDS; fold++) {
            List<TrainingSentence> seen = new ArrayList<>();
            List<TrainingSentence> unseen = new ArrayList<>();
            for (int i = 0; i < sentences.size(); i++) {
                (folds[i] == fold ? unseen : seen).add(sentences.get(i));
            }
            SentimentWeights weights = SentimentLearner.learn(seen);
            for (TrainingSentence sentence : unseen) {
                double[] likely = weights.probabilities(sentence.spoken());
                calibration.add(likely, sentence.label());
                spoken.add(sentence.label(), SentimentWeights.most(likely));
                written.add(sentence.label(), SentimentWeights.most(weights.probabilities(sentence.written())));
                clues.add(sentence.label(), SentimentWeights.most(weights.probabilities(sentence.clues())));
            }
        }
        System.out.println(FOLDS + " folds, tweets as written: " + written);
        System.out.println(FOLDS + " folds, as a recogniser would give them: " + spoken);
        System.out.println(FOLDS + " folds, by their clues alone: " + clues);
        double temperature = calibration.temperature();
        System.out.println(calibration.describe(temperature, SentimentModel.SURE));
        return temperature;
    }

    /** Distributes each class evenly over the folds. */
    private static int[] folds(List<TrainingSentence> sentences) {
        int[] next = new int[SentimentWeights.CLASSES];
        return sentences.stream()
                .mapToInt(sentence -> next[sentence.label()]++ % FOLDS)
                .toArray();
    }
}
