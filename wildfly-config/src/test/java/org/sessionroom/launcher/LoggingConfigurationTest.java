package org.sessionroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoggingConfigurationTest {

    private static final Pattern ADDED = Pattern.compile("/logger=[\\w.]+:add(\\(|$).*");

    /** A logger without a level logs everything, including each request. */
    @Test
    void everyLoggerHasALevel() throws IOException {
        try (Stream<Path> scripts = Files.list(Path.of("src/main/cli"))) {
            List<String> added = scripts.flatMap(LoggingConfigurationTest::lines)
                    .filter(line -> ADDED.matcher(line).find())
                    .toList();
            assertFalse(added.isEmpty());
            assertEquals(
                    List.of(),
                    added.stream().filter(line -> !line.contains("level=")).toList());
        }
    }

    private static Stream<String> lines(Path script) {
        try {
            return Files.readAllLines(script).stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
