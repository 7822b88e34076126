package org.sessionroom.sentiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.transcript.Words;

class SentimentModelTest {

    private static final SentimentModel MODEL = SentimentModel.shipped();

    private static Sentiment read(String text) {
        return MODEL.read(text, "pt-BR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Não estou feliz",
                "eu não estou feliz com isso",
                "não estou nada bem",
                "não estou muito feliz",
                "nunca fui feliz",
                "nunca me senti tão mal",
                "pouco feliz",
                "ninguém aqui é feliz",
                "estou sem esperança",
                "queria estar feliz",
                "não tenho mais esperança",
                "não gostei não",
                "gostei não",
                "foi bom mas eu me sinto péssima"
            })
    void aDeniedJoyIsNotPositive(String text) {
        assertNotEquals(Tone.POSITIVE, read(text).tone());
        assertTrue(read(text).valence() < 0.1, () -> "valence " + read(text).valence());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nem um pouco triste",
                "não é que eu esteja mal",
                "não estou triste",
                "não estou mais com medo",
                "já não dói",
                "não dói mais",
                "não foi tão ruim",
                "parei de chorar",
                "sem medo",
                "não tenho culpa",
                "menos triste",
                "foi difícil mas valeu a pena"
            })
    void aDeniedSorrowIsNotNegative(String text) {
        assertNotEquals(Tone.NEGATIVE, read(text).tone());
        assertTrue(read(text).valence() > -0.2, () -> "valence " + read(text).valence());
    }

    @ParameterizedTest
    @CsvSource({
        "nunca me senti tão bem, POSITIVE",
        "NUNCA ME SENTI TÃO BEM, POSITIVE",
        "nunca me senti tao bem, POSITIVE",
        "que alívio, POSITIVE",
        "eu amo a minha filha, POSITIVE",
        "já não aguento mais, NEGATIVE",
        "não consigo dormir, NEGATIVE",
        "não vejo saída, NEGATIVE",
        "me sinto bem triste, NEGATIVE",
        "estou muito mal, NEGATIVE",
        "eu me odeio, NEGATIVE"
    })
    void whatIsPlainIsRead(String text, Tone tone) {
        assertEquals(tone, read(text).tone());
    }

    @ParameterizedTest
    @CsvSource({
        "estou triste, estou muito triste",
        "estou um pouco cansada, estou extremamente cansada",
        "estou meio triste, estou triste",
    })
    void wordsOfDegreeMakeItStronger(String weaker, String stronger) {
        assertTrue(clues(stronger) < clues(weaker));
    }

    @ParameterizedTest
    @CsvSource({
        "'Não, estou feliz.', 1",
        "não fui trabalhar e eu estou feliz, 1",
        "ele disse que não, 0",
        "não só feliz, 1",
        "estou triste porque não fui, -1"
    })
    void aDenialReachesAsFarAsItsThought(String text, int sign) {
        assertEquals(sign, (int) Math.signum(clues(text)));
    }

    /** The sum of the valences of the words, before the weights are applied. */
    private static double clues(String text) {
        return SentimentClues.of(Words.in(text), SentimentWords.of("pt")).valences().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    @ParameterizedTest
    @CsvSource({
        "I am happy, POSITIVE",
        "I'm not happy at all, NEGATIVE",
        "I can't take it, NEGATIVE",
        "I never felt so good, POSITIVE",
        "it was horrible, NEGATIVE",
        "I live with my aunt, NEUTRAL"
    })
    void englishIsReadByItsOwnWords(String text, Tone tone) {
        assertEquals(tone, MODEL.read(text, "en-GB").tone());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "und", "de-DE"})
    void anotherLanguageIsNotRead(String language) {
        assertEquals(Sentiment.UNREAD, MODEL.read("Ich bin froh", language));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "...", "?!"})
    void whereThereIsNoWordNothingIsRead(String text) {
        assertEquals(Sentiment.UNREAD, read(text));
    }

    @Test
    void whatIsLessLikelyThanNotIsUncertain() {
        Sentiment unsure = read("nada dá certo");
        assertTrue(unsure.confidence() < SentimentModel.SURE);
        assertEquals(Tone.UNCERTAIN, unsure.tone());
    }

    @ParameterizedTest
    @CsvSource({"1.1, 0", "-1.1, 0", "NaN, 0", "0, -0.1", "0, 1.1", "0, NaN"})
    void numbersOutOfRangeAreNoSentiment(double valence, double confidence) {
        assertThrows(IllegalArgumentException.class, () -> new Sentiment(valence, confidence, Tone.NEUTRAL));
    }
}
