package org.sessionroom.sentiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shipped model reads what people say in a therapy about as well as it did when its figures were written down. */
class SentimentQualityTest {

    /** docs/assistant.md has 0.90; four sentences in a hundred may go astray by a change of the words before this fails. */
    private static final double FLOOR = 0.86;

    private static final int FEWEST = 200;

    @Test
    void theTherapySentencesAreReadAsWellAsIsSaid() {
        Confusion confusion =
                SentimentBenchmark.forced(SentimentModel.shipped(), SentimentBenchmark.therapySentences());
        assertTrue(confusion.size() >= FEWEST, () -> confusion.size() + " sentences");
        assertTrue(confusion.macroF1() >= FLOOR, confusion::toString);
    }

    @Test
    void theSameSentencesMakeTheSameBytes() throws IOException {
        SentimentWords lexicon = SentimentWords.of("pt");
        List<TrainingSentence> sentences = SentimentBenchmark.therapySentences().stream()
                .map(sentence -> TrainingSentence.of(sentence, lexicon))
                .toList();
        byte[] once = written(SentimentLearner.learn(sentences));
        assertArrayEquals(once, written(SentimentLearner.learn(sentences)));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(once));
        assertArrayEquals(once, written(SentimentWeights.readFrom(in)));
    }

    private static byte[] written(SentimentWeights weights) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        weights.writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
