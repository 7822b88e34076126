package org.sessionroom.tests.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sessionroom.Messages;

/**
 * Every text that a page, a script or a class asks for exists: with a mistyped key, people would read the key, or the page would fail.
 * {@link MessagesTest} compares the two bundles, so one of them is enough here.
 */
class MessageKeysTest {

    private static final Path ROOT = Path.of("..");

    /** A text is requested with a literal as the first argument, or as an index of the bundle. */
    private static final Pattern REQUESTED = Pattern.compile(
            "(?:text\\[|\\b(?:message|counted|isGiven|getString|text|fill)\\()\\s*([\"'`])(\\w+\\.[\\w.${}-]*)\\1");

    /** Elsewhere, such as in a choice between two keys, a literal is one if it begins like one: {@code "agenda.cancel"}. */
    private static final Pattern LITERAL = Pattern.compile("([\"'`])([a-z]\\w*\\.(?:[\\w.-]|\\$\\{[^}]*})*)\\1");

    /** A value within a key: {@code `status.${status}`}. */
    private static final Pattern VALUE = Pattern.compile("\\$\\{[^}]*}");

    /** Names in code that begin like a key: settings, meters, properties of the mail library, and a subject of announcements. */
    private static final Pattern OTHER_NAMES = Pattern.compile(
            "session\\.(?:room\\.|oidc\\.|public\\.|allowed\\.|signing\\.|token\\.|cluster\\.|db\\.|turn\\.|stun\\.|master\\.|mail\\."
                    + "|appointments\\.|mails\\.|running\\.|streams\\.|logins\\.|sockets\\.|time\\.|note\\.|relay\\.).*|mail\\.smtp\\..*|other\\.microphone");

    private final Set<String> keys = Messages.in(Messages.ENGLISH).bundle().keySet();

    private final Set<String> beginnings =
            keys.stream().map(key -> key.split("\\.")[0]).collect(Collectors.toSet());

    @Test
    void everyTextOfAPageExists() throws IOException {
        requireAll(ROOT.resolve("session-web/src/main/webapp"), ".xhtml", 200);
    }

    @Test
    void everyTextOfAScriptExists() throws IOException {
        requireAll(ROOT.resolve("session-web/src/main/webapp/resources/js"), ".js", 300);
    }

    @Test
    void everyTextOfAClassExists() throws IOException {
        for (String module : Set.of("session-persistence", "session-ejb", "session-web", "session-api")) {
            requireAll(ROOT.resolve(module).resolve("src/main/java"), ".java", 1);
        }
    }

    private void requireAll(Path folder, String suffix, int atLeast) throws IOException {
        Set<String> requested = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(suffix))
                    .map(MessageKeysTest::read)
                    .forEach(source -> {
                        literals(REQUESTED, source).forEach(requested::add);
                        literals(LITERAL, source)
                                .filter(literal -> beginnings.contains(literal.substring(0, literal.indexOf('.'))))
                                .forEach(requested::add);
                    });
        }
        assertTrue(requested.size() >= atLeast, requested::toString);
        requested.removeIf(literal -> OTHER_NAMES.matcher(literal).matches() || exists(literal));
        assertEquals(Set.of(), requested);
    }

    /** Whether it is a key, or the beginning of keys whose last parts are chosen elsewhere, or has values in it and fits a key. */
    private boolean exists(String literal) {
        String fixed = literal.endsWith(".") ? literal.substring(0, literal.length() - 1) : literal;
        Pattern fitting = Pattern.compile(Stream.of(VALUE.split(fixed, -1))
                .map(Pattern::quote)
                .collect(Collectors.joining("[\\w.]+", "", "(?:\\.[\\w.]+)?")));
        return keys.stream().map(fitting::matcher).anyMatch(Matcher::matches);
    }

    private static Stream<String> literals(Pattern pattern, String source) {
        return pattern.matcher(source).results().map(found -> found.group(2));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
