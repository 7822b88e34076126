package org.sessionroom.sentiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A sentence and the sentiment that people assigned to it. Each line of the file has {@code negative}, {@code neutral} or
 * {@code positive}, a tab and the sentence.
 */
record LabelledSentence(int label, String text) {

    private static final List<String> LABELS = List.of("negative", "neutral", "positive");

    static List<LabelledSentence> readFrom(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank())
                    .map(LabelledSentence::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LabelledSentence read(String line) {
        int tab = line.indexOf('\t');
        int label = LABELS.indexOf(line.substring(0, tab));
        if (label < 0) {
            throw new IllegalArgumentException("An unknown label");
        }
        return new LabelledSentence(label, line.substring(tab + 1));
    }
}
