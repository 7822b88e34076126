package org.sessionroom.transcript;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.sessionroom.transcript.Words.Word;

/**
 * A sequence of words: {@code word*} for any ending, {@code a|b} for either, {@code ~} for up to {@link #BETWEEN} words of any
 * kind. Words are compared in folded form, so accents, case, spacing and the signs between them do not matter.
 */
public final class WordPattern {

    /** Maximum number of words that {@code ~} matches. */
    public static final int BETWEEN = 2;

    private static final String ANY = "~";

    private final List<List<String>> places;

    private WordPattern(List<List<String>> places) {
        this.places = places;
    }

    public static WordPattern of(String written) {
        return new WordPattern(Arrays.stream(written.split(" "))
                .map(place -> List.of(place.split("\\|")))
                .toList());
    }

    /** Matches at a word; the result is the index after the last word. */
    public OptionalInt match(List<Word> words, int first) {
        return match(words, first, 0);
    }

    private OptionalInt match(List<Word> words, int at, int place) {
        if (place == places.size()) {
            return OptionalInt.of(at);
        }
        if (places.get(place).contains(ANY)) {
            for (int skipped = 0; skipped <= BETWEEN; skipped++) {
                OptionalInt end = match(words, at + skipped, place + 1);
                if (end.isPresent()) {
                    return end;
                }
            }
            return OptionalInt.empty();
        }
        boolean fits =
                at < words.size() && fits(places.get(place), words.get(at).folded());
        return fits ? match(words, at + 1, place + 1) : OptionalInt.empty();
    }

    private static boolean fits(List<String> place, String word) {
        for (String one : place) {
            if (fits(one, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(String written, String word) {
        return written.endsWith("*")
                ? word.startsWith(written.substring(0, written.length() - 1))
                : word.equals(written);
    }
}
