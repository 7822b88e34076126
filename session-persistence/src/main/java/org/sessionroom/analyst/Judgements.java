package org.sessionroom.analyst;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.sessionroom.transcript.Utterance;
import org.sessionroom.transcript.WordPattern;
import org.sessionroom.transcript.Words;
import org.sessionroom.transcript.Words.Word;

/**
 * Only a person may give diagnoses, scores and degrees of severity or risk (Resolução CFM 2.454/2026; the position of the CFP
 * of July 2025). A statement may contain such a word only if a line that it cites contains the same: then somebody spoke of it.
 */
final class Judgements {

    private static final Pattern SCORE = Pattern.compile("\\d+(?:[.,]\\d+)?\\s*(?:/\\s*\\d+|%|por cento|percent)");

    private static final List<WordPattern> WORDS = read();

    private Judgements() {}

    /** Whether every judgement in a text occurs in the lines that it cites. */
    static boolean areSaid(String text, List<Utterance> cited) {
        String normal = Words.fold(text);
        boolean scores = SCORE.matcher(normal).results().allMatch(score -> cited.stream()
                .anyMatch(said -> Words.fold(said.text()).contains(score.group())));
        List<Word> words = Words.in(text);
        return scores && WORDS.stream().allMatch(pattern -> areSaid(pattern, words, cited));
    }

    private static boolean areSaid(WordPattern pattern, List<Word> words, List<Utterance> cited) {
        return IntStream.range(0, words.size()).allMatch(first -> {
            OptionalInt end = pattern.match(words, first);
            return end.isEmpty()
                    || cited.stream()
                            .anyMatch(said -> holds(Words.in(said.text()), words.subList(first, end.getAsInt())));
        });
    }

    private static boolean holds(List<Word> said, List<Word> judgement) {
        return IntStream.rangeClosed(0, said.size() - judgement.size()).anyMatch(at -> IntStream.range(
                        0, judgement.size())
                .allMatch(i -> said.get(at + i).folded().equals(judgement.get(i).folded())));
    }

    private static List<WordPattern> read() {
        try (InputStream in = Judgements.class.getResourceAsStream("judgements.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(WordPattern::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
