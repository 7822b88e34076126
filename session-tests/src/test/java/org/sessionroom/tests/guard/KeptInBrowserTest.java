package org.sessionroom.tests.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Only UnsentWork stores what people write in the browser, encrypted; all other scripts store settings in clear text. */
class KeptInBrowserTest {

    private static final Path SCRIPTS = Path.of("../session-web/src/main/webapp/resources/js");
    private static final Pattern IN_CLEAR = Pattern.compile("localStorage|sessionStorage|document\\.cookie|caches\\.");

    /** A storage key that contains the person's id, and one that contains only the seat. */
    private static final Pattern OWN_KEY = Pattern.compile("`[a-zA-Z-]+:[^`]*\\$\\{[a-z.#]*person}`");

    private static final Pattern SEAT_KEY = Pattern.compile("(Item|kept|keep)\\(`[^`]*\\$\\{[a-z.#]*role}`");

    /** shared/storage.js has the fallback for browsers without storage; theme.js is no module; the last one also reads whose work is to be erased. */
    private static final Set<String> IN_TOUCH = Set.of("shared/storage.js", "theme.js", "shared/unsent-work.js");

    /** None of them stores any text that somebody wrote. */
    private static final Set<String> SETTINGS = Set.of(
            // Devices, positions, sizes and settings that somebody chose.
            "appointment/agenda.js",
            "call/call-room.js",
            "call/call-settings.js",
            "call/devices.js",
            "call/videos.js",
            "room/panel.js",
            // The end of a timer.
            "session/countdown.js",
            // The secret of the invitation, the key with which this tab may redeem the link again, and a typed name
            // only while
            // the page changes its language.
            "participant/join.js");

    private static final Set<String> SEALED = Set.of("shared/unsent-work.js");

    @Test
    void onlySettingsAreKeptInClear() throws IOException {
        assertEquals(new TreeSet<>(IN_TOUCH), using(IN_CLEAR));
        assertEquals(new TreeSet<>(SETTINGS), using(Pattern.compile("from \".*storage\\.js\"")));
    }

    /** On a shared computer, or after another person has taken the same seat, nobody gets the data of the person before. */
    @Test
    void whatIsAPersonsOwnIsKeptUnderTheirId() {
        for (String script : List.of(
                "call/call-room.js",
                "call/call-settings.js",
                "call/devices.js",
                "call/videos.js",
                "room/panel.js",
                "room/room.js")) {
            String source = read(SCRIPTS.resolve(script));
            assertTrue(OWN_KEY.matcher(source).find(), script);
            assertFalse(SEAT_KEY.matcher(source).find(), script);
        }
    }

    @Test
    void onlySealedWorkIsKeptInADatabase() throws IOException {
        assertEquals(new TreeSet<>(SEALED), using(Pattern.compile("indexedDB")));
    }

    private static Set<String> using(Pattern what) throws IOException {
        try (Stream<Path> files = Files.walk(SCRIPTS)) {
            return files.filter(Files::isRegularFile)
                    .filter(script -> what.matcher(read(script)).find())
                    .map(script -> SCRIPTS.relativize(script).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String read(Path script) {
        try {
            return Files.readString(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
