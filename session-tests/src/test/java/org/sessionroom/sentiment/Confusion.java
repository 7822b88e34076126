package org.sessionroom.sentiment;

import java.util.Locale;

/** How often sentences of each class were read as each class; the macro-F1 is the mean of the three classes' F1. */
final class Confusion {

    private final int[][] counts = new int[SentimentWeights.CLASSES][SentimentWeights.CLASSES];

    void add(int label, int read) {
        counts[label][read]++;
    }

    double macroF1() {
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            int all = 0;
            for (int j = 0; j < counts.length; j++) {
                all += counts[i][j] + counts[j][i];
            }
            sum += all == 0 ? 0 : 2.0 * counts[i][i] / all;
        }
        return sum / counts.length;
    }

    double accuracy() {
        double right = 0;
        for (int i = 0; i < counts.length; i++) {
            right += counts[i][i];
        }
        return right / size();
    }

    int size() {
        int size = 0;
        for (int[] row : counts) {
            for (int count : row) {
                size += count;
            }
        }
        return size;
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder(
                String.format(Locale.ROOT, "macro-F1 %.3f, accuracy %.3f, n=%d%n", macroF1(), accuracy(), size()));
        String[] labels = {"negative", "neutral", "positive"};
        table.append(String.format("  %-10s read as %8s %8s %8s%n", "", labels[0], labels[1], labels[2]));
        for (int i = 0; i < counts.length; i++) {
            table.append(String.format("  %-18s %8d %8d %8d%n", labels[i], counts[i][0], counts[i][1], counts[i][2]));
        }
        return table.toString();
    }
}
