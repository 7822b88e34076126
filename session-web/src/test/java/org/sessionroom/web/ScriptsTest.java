package org.sessionroom.web;

import static java.util.regex.Pattern.DOTALL;
import static java.util.regex.Pattern.MULTILINE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScriptsTest {

    private static final Path SCRIPTS = Path.of("src/main/webapp/resources/js");

    /**
     * {@code navigator.onLine} states whether the device has a network interface. It does not show whether the room is reachable: a
     * page that relied on it reported "no internet" while the server was down.
     */
    @Test
    void noScriptExplainsALostConnectionByTheDevicesNetwork() throws IOException {
        assertEquals(List.of(), scriptsWith("navigator.onLine"));
    }

    /**
     * The device's clock may be wrong, or be set while the page is open. These need it: what is kept over several pages, an offset of a
     * time zone, and an end that the server gave, within bounds.
     */
    @Test
    void onlyAFewScriptsReadTheDevicesClock() throws IOException {
        assertEquals(
                Stream.of("call/ice-servers.js", "shared/unsent-work.js", "shared/zone.js")
                        .map(SCRIPTS::resolve)
                        .toList(),
                scriptsWith("Date.now()").stream().sorted().toList());
    }

    /**
     * People can click what the server renders before its script has run, and a click without a listener is lost. Only the room's
     * page, which shows that it is loading, may wait first.
     */
    @Test
    void noScriptWaitsBeforeItHears() throws IOException {
        Pattern heardLate = Pattern.compile(
                "^(const \\w+ = )?await .*^(\\w+(\\([^)]*\\))?\\.)?(addEventListener|on)\\(", DOTALL | MULTILINE);
        assertEquals(
                List.of(SCRIPTS.resolve("room/room.js")),
                scripts().stream()
                        .filter(script -> heardLate.matcher(text(script)).find())
                        .toList());
    }

    /** Capabilities import each other and what they share; the shared modules import no capability, and only the room's own page imports the room. */
    @Test
    void noModuleImportsUpwards() throws IOException {
        Pattern imported = Pattern.compile("(?:from|import)\\s*\\(?\\s*\"(\\.\\.?/[^\"]+\\.js)\"");
        var upwards = new ArrayList<String>();
        for (Path script : scripts()) {
            String capability = SCRIPTS.relativize(script).getName(0).toString();
            imported.matcher(text(script)).results().forEach(found -> {
                Path module = script.resolveSibling(found.group(1)).normalize();
                assertTrue(Files.exists(module), () -> script + " imports " + module);
                String of = SCRIPTS.relativize(module).getName(0).toString();
                boolean own = of.equals(capability);
                if (!own && (of.equals("room") || capability.equals("shared"))) {
                    upwards.add(script + " imports " + module);
                }
            });
        }
        assertEquals(List.of(), upwards);
    }

    /** A page, or an address in a module, names a script that the build bundles; what a module imports is found there. */
    @Test
    void everyScriptThatIsNamedIsBundled() throws IOException {
        Set<String> named = new TreeSet<>();
        try (var pages = Files.walk(SCRIPTS.getParent().getParent())) {
            for (Path page :
                    pages.filter(file -> file.toString().endsWith(".xhtml")).toList()) {
                found(Pattern.compile("type=\"module\" src=\"#\\{assets.path}/js/([^\"]+)\""), page, named);
            }
        }
        for (Path script : scripts()) {
            found(Pattern.compile("new URL\\(\"\\.\\./([^\"]+\\.js)\", import\\.meta"), script, named);
        }
        Set<String> bundled = new TreeSet<>();
        found(Pattern.compile("<arg value=\"(\\w[^\"]+\\.js)\""), Path.of("pom.xml"), bundled);
        assertEquals(named, bundled);
        assertTrue(bundled.size() > 5, bundled::toString);
    }

    private static void found(Pattern pattern, Path file, Set<String> all) {
        pattern.matcher(text(file)).results().map(found -> found.group(1)).forEach(all::add);
    }

    /** The modules stay native; one of them speaks to components. */
    @Test
    void onlyOneModuleKnowsPrimeFaces() throws IOException {
        Pattern known = Pattern.compile("window\\.(jQuery|PrimeFaces|PF)\\b|[^\\w](PF|\\$)\\(");
        assertEquals(
                List.of(SCRIPTS.resolve("shared/primefaces.js")),
                scripts().stream()
                        .filter(script -> known.matcher(text(script)).find())
                        .toList());
    }

    private static List<Path> scriptsWith(String words) throws IOException {
        return scripts().stream().filter(script -> text(script).contains(words)).toList();
    }

    private static List<Path> scripts() throws IOException {
        try (var files = Files.walk(SCRIPTS)) {
            List<Path> scripts =
                    files.filter(file -> file.toString().endsWith(".js")).toList();
            assertFalse(scripts.isEmpty());
            return scripts;
        }
    }

    private static String text(Path script) {
        try {
            return Files.readString(script);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
