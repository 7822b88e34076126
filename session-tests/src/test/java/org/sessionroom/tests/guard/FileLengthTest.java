package org.sessionroom.tests.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file of code can be read at once, or says why it is one. */
class FileLengthTest {

    private static final Path ROOT = Path.of("..");
    private static final int LONGEST = 350;

    /** Part of a sentence near the top of a longer file, such as "It has more than 350 lines because …". */
    private static final String REASON = LONGEST + " lines";

    private static final int TOP = 80;

    @Test
    void aLongFileSaysWhyItIsOne() throws IOException {
        Set<String> silent = new TreeSet<>();
        for (Path file : files()) {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() > LONGEST && lines.stream().limit(TOP).noneMatch(line -> line.contains(REASON))) {
                silent.add(file.getFileName().toString());
            }
        }
        assertEquals(Set.of(), silent);
    }

    private static Set<Path> files() throws IOException {
        // The deepest modules are parts of wildfly-config.
        try (Stream<Path> folders = Files.find(ROOT, 3, (folder, is) -> is.isDirectory() && folder.endsWith("src"))) {
            Set<Path> files = folders.flatMap(FileLengthTest::below)
                    .filter(file -> file.toString().matches(".*\\.(java|js|css|xhtml)"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertTrue(files.size() > 500, files::toString);
            return files;
        }
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
