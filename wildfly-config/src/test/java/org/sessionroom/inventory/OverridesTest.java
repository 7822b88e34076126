package org.sessionroom.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Four lists contain the replaced artifacts of the platform: the input of the provisioning, the page with the reasons
 * (docs/dependencies.md), the platform's own list, and the provisioned server. They must agree.
 */
class OverridesTest {

    private static final Path SERVER = path("room.server");
    private static final List<Coordinates> OVERRIDES = Coordinates.in(path("server.overrides.file"));
    private static final List<ServerJar> JARS = ServerJar.allIn(SERVER.resolve("modules"));

    /** A row of a table: `group:artifact` | platform's version | ours. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^ |]+) \\| ([^ |]+) \\|$");

    /** Groups whose parts must all have one version, because mixed versions are not tested together. */
    private static final List<String> FAMILIES = List.of("io.netty", "io.undertow", "com.fasterxml.jackson");

    private static Path path(String property) {
        return Path.of(System.getProperty(property));
    }

    private static Map<String, Coordinates> platform() {
        return Stream.of("platform.versions", "platform.ee.versions")
                .flatMap(property -> Coordinates.in(path(property)).stream())
                .collect(Collectors.toMap(Coordinates::name, Function.identity(), (one, same) -> one));
    }

    private static List<MatchResult> written() throws IOException {
        return ROW.matcher(Files.readString(Path.of("../docs/dependencies.md")))
                .results()
                .toList();
    }

    @Test
    void eachOverrideIsWrittenDownWithItsVersionAndNoOther() throws IOException {
        var listed = new TreeMap<String, String>();
        written().forEach(row -> listed.put(row.group(1), row.group(3)));
        assertEquals(
                new TreeMap<>(OVERRIDES.stream().collect(Collectors.toMap(Coordinates::name, Coordinates::version))),
                listed);
    }

    @Test
    void whatIsWrittenOfThePlatformIsSo() throws IOException {
        Map<String, Coordinates> platform = platform();
        for (MatchResult row : written()) {
            assertTrue(platform.containsKey(row.group(1)), row.group(1) + " is no artifact of the platform");
            assertEquals(platform.get(row.group(1)).version(), row.group(2), row.group(1));
        }
    }

    @Test
    void noOverrideOutlivesItsReason() {
        Map<String, Coordinates> platform = platform();
        for (Coordinates override : OVERRIDES) {
            String own = platform.get(override.name()).version();
            assertFalse(
                    hasCaughtUp(own, override.version()),
                    "The platform itself has " + own + " of " + override.name() + "; remove the override");
        }
    }

    @Test
    void theServerHoldsEachOverrideAndNoOtherVersionOfIt() {
        for (Coordinates override : OVERRIDES) {
            var held = JARS.stream()
                    .map(jar -> Path.of(jar.file()).getFileName().toString())
                    .filter(name -> name.matches(Pattern.quote(override.artifact()) + "-\\d.*"))
                    .filter(name -> classifierOf(name).equals(override.classifier()))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(new TreeSet<>(List.of(override.fileName())), held, override.name());
        }
    }

    @Test
    void noFamilyIsReplacedInPart() {
        var names = OVERRIDES.stream()
                .map(one -> one.group() + ":" + one.artifact())
                .collect(Collectors.toSet());
        var left = JARS.stream()
                .filter(jar -> FAMILIES.stream()
                        .anyMatch(family -> jar.group().equals(family)
                                || family.startsWith("com.") && jar.group().startsWith(family + ".")))
                .map(jar -> jar.group() + ":" + jar.artifact())
                .filter(name -> !names.contains(name))
                .toList();
        assertEquals(List.of(), left);
    }

    @Test
    void theBillOfMaterialsNamesEachJarOfTheServer() {
        var known =
                Stream.concat(platform().values().stream(), OVERRIDES.stream()).toList();
        var jars = JARS.stream().map(jar -> jar.completedBy(known)).toList();
        var components = ServerBom.of(jars).getJsonArray("components");
        assertEquals(JARS.size(), components.size());
        String all = components.toString();
        for (Coordinates override : OVERRIDES) {
            String purl = "pkg:maven/" + override.group() + "/" + override.artifact() + "@" + override.version() + "?";
            assertTrue(all.contains(purl), purl);
        }
        var unnamed = jars.stream()
                .filter(jar -> jar.group().isEmpty())
                .map(ServerJar::file)
                .filter(file -> !file.endsWith("/postgresql.jar"))
                .toList();
        assertTrue(unnamed.size() <= 5, () -> "without a group: " + unnamed);
    }

    @Test
    void versionsAreComparedAsNumbers() {
        assertTrue(hasCaughtUp("2.3.27.Final", "2.3.27.Final"));
        assertTrue(hasCaughtUp("2.3.100.Final", "2.3.27.Final"));
        assertTrue(hasCaughtUp("2.22", "2.21.8"));
        assertFalse(hasCaughtUp("2.3.9.Final", "2.3.27.Final"));
        assertFalse(hasCaughtUp("2.20", "2.21"));
        // The same code in another packaging, which is not available.
        assertFalse(hasCaughtUp("3.0.1-jbossorg-1", "3.0.1"));
    }

    private static String classifierOf(String fileName) {
        return fileName.endsWith("_64.jar")
                ? fileName.substring(fileName.lastIndexOf(".Final-") + ".Final-".length(), fileName.length() - 4)
                : "";
    }

    private static boolean hasCaughtUp(String platform, String ours) {
        int[] theirs = numbers(platform);
        int[] own = numbers(ours);
        for (int i = 0; i < Math.max(theirs.length, own.length); i++) {
            int difference = (i < theirs.length ? theirs[i] : 0) - (i < own.length ? own[i] : 0);
            if (difference != 0) {
                return difference > 0;
            }
        }
        return platform.equals(ours);
    }

    private static int[] numbers(String version) {
        return Stream.of(version.split("[.-]"))
                .takeWhile(part -> part.matches("\\d+"))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
