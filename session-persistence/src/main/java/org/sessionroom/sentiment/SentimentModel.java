package org.sessionroom.sentiment;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.sessionroom.transcript.Utterance;
import org.sessionroom.transcript.Words;
import org.sessionroom.transcript.Words.Word;

/**
 * Classifies the tone of a text locally, without any provider. In Portuguese it uses clues and traits; in English only clues. Its
 * training data, its accuracy and its limits are described in docs/assistant.md.
 */
public final class SentimentModel {

    /** Below this confidence a reading is more likely wrong than right, and the tone is UNCERTAIN. */
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
     * Classifies a text.
     *
     * @param language a language tag; only Portuguese and English are supported
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
