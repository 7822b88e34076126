package org.sessionroom.analyst;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.sessionroom.transcript.Utterance;
import org.sessionroom.transcript.Words;

/** The terms of a sentence: its words without endings and without stop words. */
final class SpokenTerms {

    /**
     * One term.
     *
     * @param stem common to all its forms; without accents
     * @param said as it was spoken, in lower case
     * @param follows whether it directly follows the previous term
     */
    record Term(String stem, String said, boolean follows) {}

    private static final int SHORTEST = 3;

    private final Map<String, Analyzer> analyzers = Map.of(
            "pt", new PortugueseAnalyzer(stopWords("pt", PortugueseAnalyzer.getDefaultStopSet())),
            "en", new EnglishAnalyzer(stopWords("en", EnglishAnalyzer.getDefaultStopSet())));

    /** Empty for a language without an analyzer. */
    List<Term> of(Utterance said) {
        Analyzer analyzer = analyzers.get(Locale.forLanguageTag(said.language()).getLanguage());
        return analyzer == null ? List.of() : terms(analyzer, said.text());
    }

    private static List<Term> terms(Analyzer analyzer, String text) {
        List<Term> terms = new ArrayList<>();
        try (TokenStream tokens = analyzer.tokenStream("said", new StringReader(text))) {
            CharTermAttribute stem = tokens.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
            PositionIncrementAttribute step = tokens.addAttribute(PositionIncrementAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                String said =
                        text.substring(offset.startOffset(), offset.endOffset()).toLowerCase(Locale.ROOT);
                boolean speaks = said.length() >= SHORTEST && said.chars().allMatch(Character::isLetter);
                if (speaks) {
                    boolean follows = step.getPositionIncrement() == 1 && !terms.isEmpty();
                    terms.add(new Term(Words.fold(stem.toString()), said, follows));
                }
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return terms;
    }

    /** With and without accents, because recognisers may omit them. */
    private static CharArraySet stopWords(String language, CharArraySet usual) {
        CharArraySet words = new CharArraySet(usual.size(), true);
        usual.forEach(word -> {
            String text = new String((char[]) word);
            words.add(text);
            words.add(Words.fold(text));
        });
        lines("stop_" + language + ".txt").forEach(word -> {
            words.add(word);
            words.add(Words.fold(word));
        });
        return words;
    }

    /** The lines of a resource that are not comments. */
    static List<String> lines(String resource) {
        try (InputStream in = SpokenTerms.class.getResourceAsStream(resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
