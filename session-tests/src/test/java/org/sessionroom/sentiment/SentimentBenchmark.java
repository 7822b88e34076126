package org.sessionroom.sentiment;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.sessionroom.transcript.Words;

/** Accuracy and speed of the shipped model on {@code therapy-sentences.tsv}, which was not part of its training data. */
public final class SentimentBenchmark {

    private static final String PORTUGUESE = "pt-BR";
    private static final int WARM_UP = 200;
    private static final int RUNS = 200;

    private SentimentBenchmark() {}

    public static void main(String[] arguments) {
        report(SentimentModel.shipped());
    }

    static void report(SentimentModel model) {
        List<LabelledSentence> sentences = therapySentences();
        System.out.println("therapy sentences, one of three: " + forced(model, sentences));
        System.out.println("therapy sentences, " + honest(model, sentences));
        time(model, sentences, WARM_UP);
        System.out.printf(
                Locale.ROOT, "%.4f ms an utterance%n", time(model, sentences, RUNS) / 1e6 / RUNS / sentences.size());
    }

    static List<LabelledSentence> therapySentences() {
        try {
            return LabelledSentence.readFrom(Path.of(SentimentBenchmark.class
                    .getResource("therapy-sentences.tsv")
                    .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Classifies each sentence as the likeliest of the three classes, whatever the probability. */
    static Confusion forced(SentimentModel model, List<LabelledSentence> sentences) {
        SentimentWords lexicon = SentimentWords.of("pt");
        Confusion confusion = new Confusion();
        for (LabelledSentence sentence : sentences) {
            SentimentFeatures features = SentimentFeatures.of(Words.in(sentence.text()), lexicon);
            confusion.add(
                    sentence.label(), SentimentWeights.most(model.weights().probabilities(features)));
        }
        return confusion;
    }

    private static String honest(SentimentModel model, List<LabelledSentence> sentences) {
        Tone[] tones = {Tone.NEGATIVE, Tone.NEUTRAL, Tone.POSITIVE};
        int given = 0;
        int right = 0;
        for (LabelledSentence sentence : sentences) {
            Tone tone = model.read(sentence.text(), PORTUGUESE).tone();
            given += tone == Tone.UNCERTAIN ? 0 : 1;
            right += tone == tones[sentence.label()] ? 1 : 0;
        }
        return String.format(
                Locale.ROOT,
                "with UNCERTAIN: %.3f get a tone, %.3f of these the right one",
                (double) given / sentences.size(),
                (double) right / given);
    }

    private static long time(SentimentModel model, List<LabelledSentence> sentences, int runs) {
        long start = System.nanoTime();
        double sum = 0;
        for (int run = 0; run < runs; run++) {
            for (LabelledSentence sentence : sentences) {
                sum += model.read(sentence.text(), PORTUGUESE).valence();
            }
        }
        long time = System.nanoTime() - start;
        // The result is used, so that the compiler does not remove the work.
        return Double.isNaN(sum) ? 0 : time;
    }
}
