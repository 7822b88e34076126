package org.sessionroom.tests;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How far what was heard is from what was said: the words that were taken for another, missed or made up, at the fewest that
 * turn the one into the other (Levenshtein). Case and punctuation do not count.
 *
 * @param wrong words
 * @param said words
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

    /** The word error rate; more than 1 where more was made up than said. */
    double rate() {
        return (double) wrong / said;
    }
}
