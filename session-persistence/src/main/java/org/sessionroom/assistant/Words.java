package org.sessionroom.assistant;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of what somebody said, with where they stand. Recognisers write accents, case and punctuation or leave them out. */
final class Words {

    /**
     * One word.
     *
     * @param folded in small letters and without accents, as {@code nao} for "Não"
     * @param start of its first character in the text
     * @param end after its last character
     * @param closes whether a sign that ends a clause follows
     */
    record Word(String folded, int start, int end, boolean closes) {}

    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{M}\\p{Nd}\\p{Cf}]+(?:['’][\\p{L}\\p{M}\\p{Nd}\\p{Cf}]+)*");
    private static final Pattern MARKS = Pattern.compile("[\\p{M}\\p{Cf}]+");
    private static final Pattern BETWEEN = Pattern.compile("[.,;:!?…\\n]");

    private Words() {}

    static List<Word> in(String text) {
        Matcher matcher = WORD.matcher(text);
        List<Word> words = new ArrayList<>();
        boolean found = matcher.find();
        while (found) {
            int start = matcher.start();
            int end = matcher.end();
            found = matcher.find();
            int next = found ? matcher.start() : text.length();
            boolean closes = BETWEEN.matcher(text).region(end, next).find();
            words.add(new Word(fold(text.substring(start, end)), start, end, closes));
        }
        return List.copyOf(words);
    }

    /**
     * A text in small letters, without accents and invisible characters. Compatibility forms (full-width letters and the like)
     * become plain ones.
     */
    static String fold(String text) {
        String decomposed = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        return MARKS.matcher(decomposed).replaceAll("").replace('’', '\'');
    }
}
