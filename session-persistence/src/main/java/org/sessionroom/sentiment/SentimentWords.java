package org.sessionroom.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sessionroom.transcript.Words.Word;

/** The effect of single words and phrases of a language on a sentence's tone; each resource file explains its syntax. */
final class SentimentWords {

    /** The effect of an entry. */
    sealed interface Role {

        /** Pleasant or unpleasant, from -3 to 3. */
        record Valence(double value) implements Role {}

        /** Makes what follows stronger or weaker. */
        record Degree(double factor) implements Role {}

        /** Negates what follows, within a number of words. */
        record Denial(int reach) implements Role {}

        /** Less of what follows, a wish for it, a turn ("but"), a new clause, no effect. */
        enum Other implements Role {
            LESS,
            WISH,
            BUT,
            BREAK,
            PLAIN
        }
    }

    /** An entry found in a sentence: its effect and its number of words. */
    record Found(Role role, int words) {}

    private static final int SHORTEST_STEM = 2;
    private static final char ANY_ENDING = '*';

    private final Map<String, Role> entries = new HashMap<>();

    /** For each first word, the number of words of the longest phrase that begins with it. */
    private final Map<String, Integer> longest = new HashMap<>();

    private SentimentWords() {}

    static SentimentWords of(String language) {
        SentimentWords words = new SentimentWords();
        try (InputStream in = SentimentWords.class.getResourceAsStream("sentiment_" + language + ".tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(words::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    private void add(String line) {
        int tab = line.indexOf('\t');
        String entry = line.substring(0, tab);
        entries.put(entry, role(line.substring(tab + 1)));
        String[] words = entry.split(" ");
        longest.merge(words[0], words.length, Math::max);
    }

    private static Role role(String written) {
        if (written.startsWith("not ")) {
            return new Role.Denial(Integer.parseInt(written.substring(4)));
        }
        if (written.startsWith("x")) {
            return new Role.Degree(Double.parseDouble(written.substring(1)));
        }
        for (Role.Other other : Role.Other.values()) {
            if (other.name().equalsIgnoreCase(written)) {
                return other;
            }
        }
        return new Role.Valence(Double.parseDouble(written));
    }

    /** The longest entry that begins at a word. */
    Optional<Found> at(List<Word> words, int index) {
        int most = Math.min(longest.getOrDefault(words.get(index).folded(), 1), words.size() - index);
        for (int count = most; count > 0; count--) {
            Role role = find(phrase(words.subList(index, index + count)));
            if (role != null) {
                return Optional.of(new Found(role, count));
            }
        }
        return Optional.empty();
    }

    private static String phrase(List<Word> words) {
        if (words.size() == 1) {
            return words.get(0).folded();
        }
        StringBuilder phrase = new StringBuilder();
        for (Word word : words) {
            phrase.append(phrase.isEmpty() ? "" : " ").append(word.folded());
        }
        return phrase.toString();
    }

    private Role find(String phrase) {
        Role exact = entries.get(phrase);
        if (exact != null) {
            return exact;
        }
        int lastWord = phrase.lastIndexOf(' ') + 1;
        for (int length = phrase.length(); length >= lastWord + SHORTEST_STEM; length--) {
            Role stem = entries.get(phrase.substring(0, length) + ANY_ENDING);
            if (stem != null) {
                return stem;
            }
        }
        return null;
    }
}
