package org.sessionroom.tests.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The instructions of docs/operations.md are complete, and every code block is executed by a test. */
class OperationsPageTest {

    private final OperationsPage page = OperationsPage.read();

    @Test
    void whatAnAdministratorHasToFillInIsExplained() {
        assertEquals(page.explained(), page.placeholders());
    }

    @Test
    void eachProcedureIsFollowedByATest() throws IOException {
        String test = Files.readString(
                Path.of("src/test/java/" + InstalledByThePageIT.class.getName().replace('.', '/') + ".java"));
        var followed = new TreeSet<String>();
        Pattern.compile("PAGE\\.steps\\(\"(\\w+)\"\\)")
                .matcher(test)
                .results()
                .forEach(call -> followed.add(call.group(1)));
        assertEquals(page.procedures(), followed);
    }

    /** A variable that nothing reads must not be in the instructions. */
    @Test
    void whatTheRoomIsToldIsAKeyOfTheConfiguration() throws IOException {
        String configuration = Files.readString(Path.of("../docs/configuration.md"));
        Set<String> notTheRooms = Set.of("JBOSS_JAVA_SIZING", "PREPEND_JAVA_OPTS");
        for (String procedure : List.of("install", "ports")) {
            for (OperationsPage.Step step : page.steps(procedure)) {
                if (step instanceof OperationsPage.Lines lines) {
                    lines.text()
                            .lines()
                            .map(line -> line.substring(0, line.indexOf('=')))
                            .filter(key -> !notTheRooms.contains(key))
                            .forEach(key -> assertTrue(mentions(configuration, key), key));
                }
            }
        }
    }

    /** A row of the table may name several keys that differ in their last part: {@code `SESSION_DB_HOST` / `PORT`}. */
    private static boolean mentions(String configuration, String key) {
        String last = key.substring(key.lastIndexOf('_') + 1);
        String group = key.substring(0, key.lastIndexOf('_') + 1);
        return configuration.contains("`" + key + "`")
                || configuration
                        .lines()
                        .filter(line -> line.startsWith("| `" + group))
                        .anyMatch(line -> line.contains("/ `" + last + "`"));
    }
}
