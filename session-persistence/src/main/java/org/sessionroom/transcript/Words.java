package org.sessionroom.transcript;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of an utterance and their positions. Recognisers may or may not write accents, case and punctuation. */
public final class Words {

    /**
     * One word.
     *
     * @param folded in lower case and without accents, as {@code nao} for "Não"
     * @param start of its first character in the text
     * @param end after its last character
     * @param closes whether punctuation that ends a clause follows
     */
    public record Word(String folded, int start, int end, boolean closes) {}

    /** Possessive quantifiers, so that a text of apostrophes does not overflow the stack. */
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{M}\\p{Nd}\\p{Cf}]*(?:['’][\\p{L}\\p{M}\\p{Nd}\\p{Cf}]++)*+");

    private static final Pattern MARKS = Pattern.compile("[\\p{M}\\p{Cf}]+");
    private static final Pattern BETWEEN = Pattern.compile("[.,;:!?…\\n]");

    /** Characters below it are ASCII, which needs no normalisation. */
    private static final int FIRST_OF_OTHERS = 0x80;

    private Words() {}

    public static List<Word> in(String text) {
        Matcher matcher = WORD.matcher(text);
        Matcher between = BETWEEN.matcher(text);
        List<Word> words = new ArrayList<>();
        boolean found = matcher.find();
        while (found) {
            int start = matcher.start();
            int end = matcher.end();
            found = matcher.find();
            int next = found ? matcher.start() : text.length();
            boolean closes = between.region(end, next).find();
            words.add(new Word(fold(text.substring(start, end)), start, end, closes));
        }
        return List.copyOf(words);
    }

    /**
     * A text in lower case, without accents and invisible characters. Compatibility forms (full-width letters and the like)
     * become plain ones.
     */
    public static String fold(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        if (small.chars().allMatch(character -> character < FIRST_OF_OTHERS)) {
            return small;
        }
        String decomposed = Normalizer.normalize(small, Normalizer.Form.NFKD);
        return MARKS.matcher(decomposed).replaceAll("").replace('’', '\'');
    }
}
