package org.sessionroom.assistant;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.sessionroom.assistant.Words.Word;

/**
 * Reads how something sounds, on this machine and without asking anybody. In Portuguese it weighs what the words say together
 * and which they are; in English only the former. What it was learned from, how often it is right and where its limits are
 * stands in docs/assistant.md.
 */
public final class SentimentModel {

    /** Below it a reading is more likely wrong than right, and none is given. */
    static final double SURE = 0.5;

    private static final String PORTUGUESE = "pt";
    private static final String ENGLISH = "en";
    private static final String WEIGHTS = "sentiment_pt.weights";

    private final SentimentWeights weights;
    private final SentimentWords portuguese = SentimentWords.of(PORTUGUESE);
    private final SentimentWords english = SentimentWords.of(ENGLISH);

    SentimentModel(SentimentWeights weights) {
        this.weights = weights;
    }

    /** The model that is shipped. Takes some milliseconds; may be shared by threads. */
    public static SentimentModel shipped() {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(SentimentModel.class.getResourceAsStream(WEIGHTS)))) {
            return new SentimentModel(SentimentWeights.readFrom(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SentimentWeights weights() {
        return weights;
    }

    public Sentiment read(Utterance utterance) {
        return read(utterance.text(), utterance.language());
    }

    /**
     * Reads a text.
     *
     * @param language a language tag; of a language other than Portuguese and English nothing is read
     */
    public Sentiment read(String text, String language) {
        List<Word> words = Words.in(text);
        String spoken = Locale.forLanguageTag(language).getLanguage();
        if (words.isEmpty()) {
            return Sentiment.UNREAD;
        }
        return switch (spoken) {
            case PORTUGUESE -> sentiment(SentimentFeatures.of(words, portuguese));
            case ENGLISH -> sentiment(SentimentFeatures.cluesOnly(words, english));
            default -> Sentiment.UNREAD;
        };
    }

    private Sentiment sentiment(SentimentFeatures features) {
        double[] likely = weights.probabilities(features);
        Tone[] tones = {Tone.NEGATIVE, Tone.NEUTRAL, Tone.POSITIVE};
        int best = SentimentWeights.most(likely);
        double valence = likely[SentimentWeights.POSITIVE] - likely[SentimentWeights.NEGATIVE];
        double confidence = likely[best];
        return new Sentiment(valence, confidence, confidence < SURE ? Tone.UNCERTAIN : tones[best]);
    }
}
