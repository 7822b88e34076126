package org.sessionroom.tests.transcript;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The difference between recognised and spoken words: the minimum number of words that were substituted, missed or inserted
 * (Levenshtein distance). Case and punctuation are ignored.
 *
 * @param wrong number of such words
 * @param said number of spoken words
 */
record WordErrors(int wrong, int said) {

    static WordErrors between(String said, String heard) {
        List<String> wanted = words(said);
        return new WordErrors(distance(wanted, words(heard)), wanted.size());
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}']+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static int distance(List<String> from, List<String> to) {
        int[] above = new int[to.size() + 1];
        Arrays.setAll(above, column -> column);
        for (int row = 1; row <= from.size(); row++) {
            int[] here = new int[above.length];
            here[0] = row;
            for (int column = 1; column < here.length; column++) {
                int taken = above[column - 1] + (from.get(row - 1).equals(to.get(column - 1)) ? 0 : 1);
                here[column] = Math.min(taken, 1 + Math.min(above[column], here[column - 1]));
            }
            above = here;
        }
        return above[to.size()];
    }

    WordErrors and(WordErrors more) {
        return new WordErrors(wrong + more.wrong, said + more.said);
    }

    /** The word error rate; above 1 if more words were inserted than spoken. */
    double rate() {
        return (double) wrong / said;
    }
}
