package org.sessionroom.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** If a script uses a text that its page does not contain, the key would be shown instead. */
class PageTextsTest {

    private static final Path SCRIPTS = Path.of("src/main/webapp/resources/js");
    private static final Pattern IMPORT = Pattern.compile("\\b(?:from|import)\\s*\\(?\\s*\"(\\.\\.?/[^\"]+\\.js)\"");
    private static final Pattern KEY = Pattern.compile("[\"`]([a-z]\\w*(?:\\.[\\w-]+)+)[\"`]");
    private static final Pattern PREFIX = Pattern.compile("`([a-z]\\w*(?:\\.[\\w-]+)*\\.)\\$\\{");
    private static final Set<String> KEYS =
            ResourceBundle.getBundle("org.sessionroom.Messages").keySet();

    @ParameterizedTest
    @CsvSource({"room/room.js, ROOM", "session/session.js, SESSION"})
    void everyTextThatAScriptAsksForIsGivenToItsPage(String script, String page) throws Exception {
        String given = (String) PageTexts.class.getField(page).get(null);
        Set<String> asked = new TreeSet<>();
        for (Path module : modules(SCRIPTS.resolve(script))) {
            String source = Files.readString(module);
            KEY.matcher(source)
                    .results()
                    .map(key -> key.group(1))
                    .filter(KEYS::contains)
                    .forEach(asked::add);
            PREFIX.matcher(source)
                    .results()
                    .flatMap(prefix -> startingWith(prefix.group(1)))
                    .forEach(asked::add);
        }
        assertTrue(asked.size() > 50, () -> asked.toString());
        assertEquals(
                List.of(), asked.stream().filter(key -> !key.matches(given)).toList());
    }

    private static Stream<String> startingWith(String prefix) {
        return KEYS.stream().filter(key -> key.startsWith(prefix));
    }

    private static Set<Path> modules(Path first) throws IOException {
        Set<Path> all = new TreeSet<>();
        Deque<Path> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            Path module = open.pop().normalize();
            if (all.add(module)) {
                IMPORT.matcher(Files.readString(module))
                        .results()
                        .map(found -> module.resolveSibling(found.group(1)))
                        .forEach(open::push);
            }
        }
        return all;
    }
}
