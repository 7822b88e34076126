package org.sessionroom.insight;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sessionroom.transcript.Words;
import org.sessionroom.transcript.Words.Word;

/**
 * Words that occur in a text: the same letters, accents and signs in the same order. Only case and the amount of white space
 * may differ, because recognisers and models write them differently. They begin and end at word boundaries.
 *
 * @param words as they are in the text
 * @param cutsDenial whether the word right before them negates them: "quero morrer" of "não quero morrer" would mean the
 *     opposite
 */
public record Quotation(String words, boolean cutsDenial) {

    private static final Set<String> DENIALS =
            Set.of("nao", "nunca", "jamais", "nem", "sem", "not", "never", "don't", "dont", "didn't", "no", "without");

    private static final Pattern SPACE = Pattern.compile("\\s+");

    public static Optional<Quotation> in(String text, String quoted) {
        if (quoted.isBlank() || quoted.length() > text.length() * 2) {
            return Optional.empty();
        }
        String pattern = Arrays.stream(SPACE.split(normal(quoted).strip()))
                .map(Pattern::quote)
                .collect(Collectors.joining("\\s+", "(?<![\\p{L}\\p{M}\\p{N}])", "(?![\\p{L}\\p{M}\\p{N}])"));
        Matcher found = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(normal(text));
        return found.find()
                ? Optional.of(
                        new Quotation(found.group(), endsInDenial(normal(text).substring(0, found.start()))))
                : Optional.empty();
    }

    private static boolean endsInDenial(String before) {
        List<Word> words = Words.in(before);
        if (words.isEmpty()) {
            return false;
        }
        Word last = words.get(words.size() - 1);
        return DENIALS.contains(last.folded()) && !last.closes();
    }

    /** In the composed form (NFC), in which texts are searched and quoted. */
    static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
