package org.sessionroom.safety;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.sessionroom.transcript.WordPattern;
import org.sessionroom.transcript.Words.Word;

/** The phrases of one language; the resource file explains the syntax. */
final class SafetyPhrases {

    enum Kind {
        SUICIDE,
        SELF_HARM,
        VIOLENCE,
        ABUSE,
        ORDINARY,
        SELF,
        OTHER,
        PAST,
        PRESENT,
        NOT
    }

    /** Consecutive words: from an index until before another. */
    record Stretch(int first, int end) {

        boolean covers(Stretch other) {
            return first <= other.first && other.end <= end;
        }

        boolean overlaps(Stretch other) {
            return first < other.end && other.first < end;
        }

        int length() {
            return end - first;
        }
    }

    private final Map<Kind, List<WordPattern>> patterns = new EnumMap<>(Kind.class);

    private SafetyPhrases() {}

    static SafetyPhrases of(String language) {
        SafetyPhrases phrases = new SafetyPhrases();
        try (InputStream in = SafetyPhrases.class.getResourceAsStream("safety_" + language + ".tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(phrases::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return phrases;
    }

    private void add(String line) {
        int tab = line.indexOf('\t');
        patterns.computeIfAbsent(Kind.valueOf(line.substring(0, tab)), kind -> new ArrayList<>())
                .add(WordPattern.of(line.substring(tab + 1)));
    }

    /** Every occurrence of a phrase of a kind; of those that begin at the same word, the longest. */
    List<Stretch> find(Kind kind, List<Word> words) {
        List<Stretch> found = new ArrayList<>();
        for (int first = 0; first < words.size(); first++) {
            int begin = first;
            patterns.get(kind).stream()
                    .map(pattern -> pattern.match(words, begin))
                    .filter(OptionalInt::isPresent)
                    .mapToInt(OptionalInt::getAsInt)
                    .max()
                    .ifPresent(end -> found.add(new Stretch(begin, end)));
        }
        return found;
    }
}
