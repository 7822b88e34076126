package org.sessionroom.sentiment;

import java.util.List;
import java.util.stream.IntStream;
import org.sessionroom.transcript.Words.Word;

/**
 * A sentence as the model's input.
 *
 * @param clues features from the word list, {@link #CLUES} numbers from -1 to 1
 * @param traits which of the {@link #BUCKETS} hashed words, pairs of words and parts of words occur, in ascending order, each once
 */
record SentimentFeatures(double[] clues, int[] traits) {

    static final int BUCKETS = 1 << 16;
    static final int CLUES = 9;

    private static final int SHORTEST_PART = 3;
    private static final int LONGEST_PART = 5;
    private static final char EDGE = '_';
    private static final String DENIED = "!";
    private static final String PAIR = " ";
    private static final String PART = "#";

    /** The sum of valences that is mapped to one half. */
    private static final double HALF = 2;

    private static final double BEFORE_A_TURN = 0.4;
    private static final double LONG = 12;

    /** Without the words themselves: works in every language that has a word list. */
    static SentimentFeatures cluesOnly(List<Word> words, SentimentWords lexicon) {
        return new SentimentFeatures(summed(SentimentClues.of(words, lexicon), words.size()), new int[0]);
    }

    static SentimentFeatures of(List<Word> words, SentimentWords lexicon) {
        SentimentClues clues = SentimentClues.of(words, lexicon);
        return new SentimentFeatures(summed(clues, words.size()), traits(words, clues.denied()));
    }

    private static double[] summed(SentimentClues clues, int words) {
        double pleasant = 0;
        double unpleasant = 0;
        double highest = 0;
        double lowest = 0;
        for (int i = 0; i < clues.valences().size(); i++) {
            double value = clues.valences().get(i) * (i < clues.turn() ? BEFORE_A_TURN : 1);
            pleasant += Math.max(0, value);
            unpleasant += Math.max(0, -value);
            highest = Math.max(highest, value);
            lowest = Math.min(lowest, value);
        }
        int last = clues.valences().size() - 1;
        int denials = (int) IntStream.range(0, clues.denied().length)
                .filter(i -> clues.denied()[i])
                .count();
        return new double[] {
            1,
            squashed(pleasant),
            squashed(unpleasant),
            squashed(pleasant - unpleasant),
            squashed(highest),
            squashed(lowest),
            last < 0 ? 0 : squashed(clues.valences().get(last)),
            denials > 0 ? 1 : 0,
            words / (words + LONG)
        };
    }

    private static double squashed(double sum) {
        return sum / (Math.abs(sum) + HALF);
    }

    private static int[] traits(List<Word> words, boolean[] denied) {
        IntStream.Builder traits = IntStream.builder();
        String before = "";
        for (int i = 0; i < words.size(); i++) {
            String word = (denied[i] ? DENIED : "") + words.get(i).folded();
            traits.add(bucket(word));
            traits.add(bucket(before + PAIR + word));
            before = word;
            if (!denied[i]) {
                addParts(EDGE + word + EDGE, traits);
            }
        }
        return traits.build().sorted().distinct().toArray();
    }

    private static void addParts(String word, IntStream.Builder traits) {
        for (int length = SHORTEST_PART; length <= LONGEST_PART; length++) {
            for (int start = 0; start + length <= word.length(); start++) {
                traits.add(bucket(PART + word.substring(start, start + length)));
            }
        }
    }

    /** FNV-1a over the characters, folded to the number of buckets. */
    private static int bucket(String trait) {
        int hash = 0x811C9DC5;
        for (int i = 0; i < trait.length(); i++) {
            hash = (hash ^ trait.charAt(i)) * 0x01000193;
        }
        return (hash ^ hash >>> 16) & BUCKETS - 1;
    }
}
