package org.sessionroom.tests.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sessionroom.constellation.ConstellationChange;
import org.sessionroom.constellation.FieldLimits;
import org.sessionroom.constellation.FigureColour;
import org.sessionroom.constellation.FigureKind;
import org.sessionroom.record.DataKeyEntity;
import org.sessionroom.record.MasterKeyProbeEntity;
import org.sessionroom.record.RetentionClass;

/** The places that CONTRIBUTING.md names are complete: whoever adds something and forgets one of them fails here. */
class ExtensionPointsTest {

    private static final Path ROOT = Path.of("..");
    private static final Path SCRIPTS = ROOT.resolve("session-web/src/main/webapp/resources/js");
    private static final Path BUNDLES = ROOT.resolve("session-ejb/src/main/resources/org/sessionroom");

    /** Keys are erased with what they encrypt, and the probe of the master key contains nothing. */
    private static final Set<String> KEYS = Set.of("DataKeyEntity", "MasterKeyProbeEntity");

    /** Tables without an entity: the user names of therapists, which stay, and a row that tests whether the database writes. */
    private static final Set<String> OTHER_TABLES = Set.of("therapist", "write_probe", "disk_probe");

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sources(String module, String folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .map(ExtensionPointsTest::read)
                    .collect(Collectors.joining("\n"));
        }
    }

    @ParameterizedTest
    @EnumSource(FigureKind.class)
    void aKindOfFigureHasANameAFormAndADrawing(FigureKind kind) {
        for (String bundle : List.of("Messages_pt_BR.properties", "Messages_en.properties")) {
            assertTrue(read(BUNDLES.resolve(bundle)).contains("field.kind." + kind + " = "), bundle);
        }
        assertTrue(read(SCRIPTS.resolve("constellation/constellation.js")).contains('"' + kind.name() + '"'));
        for (String script : List.of("constellation/outlines.js", "constellation/figures.js")) {
            assertTrue(read(SCRIPTS.resolve(script)).contains("  " + kind + ": "), script);
        }
    }

    /** A kind that one of them does not know could be stored, and then not be shown, described or undone. */
    @Test
    void aKindOfChangeIsKnownToAllWhoReadIt() {
        Path rules = ROOT.resolve("session-persistence/src/main/java/org/sessionroom/constellation");
        Set<String> kinds = found("NAME = \"(\\w+)\"", read(rules.resolve("ConstellationChange.java")));
        Set<String> records = Arrays.stream(ConstellationChange.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(records.size(), kinds.size());
        assertEquals(records, found("case (\\w+)\\.NAME ->", read(rules.resolve("ConstellationJson.java"))));
        assertEquals(kinds, found("\n  (\\w+)\\(figures, ", read(SCRIPTS.resolve("constellation/constellation.js"))));
        assertEquals(kinds, found("\n  (\\w+): \\(.*\\) => ", read(SCRIPTS.resolve("constellation/history.js"))));
        assertEquals(kinds, found("change: \\{kind: (\\w+),", read(ROOT.resolve("docs/asyncapi.yaml"))));
        for (String kind : kinds) {
            for (String bundle : List.of("Messages_pt_BR.properties", "Messages_en.properties")) {
                assertTrue(read(BUNDLES.resolve(bundle)).contains("announce." + kind + " = "), kind);
            }
        }
    }

    /** The page checks a change before it sends it; the server sends its limits to other programs, in the first frame. */
    @Test
    void thePageKnowsTheLimitsOfTheField() {
        String script = read(SCRIPTS.resolve("constellation/constellation.js"));
        assertEquals(List.of(1.0 * FieldLimits.FIGURES), numbers("figures: (.+),\n", script));
        assertEquals(List.of(1.0 * FieldLimits.LABEL), numbers("label: (.+),\n", script));
        assertEquals(
                List.of(FieldLimits.SMALLEST, FieldLimits.LARGEST),
                numbers("size: Object.freeze\\(\\[(.+)]\\),\n", script));
        assertEquals(List.of(FieldLimits.REACH), numbers("field: (.+),\n", script));
        assertEquals(List.of(FieldLimits.CARPET), numbers("carpet: (.+),\n", script));
        assertEquals(names(FigureKind.values()), listed("KINDS", script));
        assertEquals(names(FigureColour.values()), listed("COLOURS", script));
    }

    private static List<Double> numbers(String pattern, String text) {
        return found(pattern, text).stream()
                .flatMap(list -> Arrays.stream(list.split(", ")))
                .map(Double::valueOf)
                .toList();
    }

    private static Set<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> listed(String constant, String script) {
        String list = String.join("", found(constant + " = Object.freeze\\(\\[(.+)]\\);", script));
        return found("\"(\\w+)\"", list);
    }

    @Test
    void aCommandOfTheRoomIsInTheDescriptionOfTheProtocol() {
        Set<String> commands = found(
                "case \"([A-Z_]+)\" -> (?:conductor|from)\\.",
                read(ROOT.resolve("session-web/src/main/java/org/sessionroom/room/RoomHandler.java")));
        assertTrue(commands.contains("START") && commands.contains("LEAVE"), commands::toString);
        String protocol = read(ROOT.resolve("docs/asyncapi.yaml"));
        String summary = protocol.substring(protocol.indexOf("summary: START"));
        Set<String> described = found("\\b([A-Z]{2,}(?:_[A-Z]+)*)\\b", summary.substring(0, summary.indexOf('\n')));
        described.removeAll(Set.of("LOOK", "MOVE"));
        assertEquals(commands, described);
    }

    /** The description at /openapi is made of the annotations. */
    @Test
    void anEndpointOfTheApiIsDescribed() throws IOException {
        String resources = sources("session-api", "src/main/java", "Resource.java");
        long endpoints = Pattern.compile("^    @(GET|POST|PUT|DELETE|PATCH)$", Pattern.MULTILINE)
                .matcher(resources)
                .results()
                .count();
        long described = Pattern.compile("^    @Operation\\(", Pattern.MULTILINE)
                .matcher(resources)
                .results()
                .count();
        assertTrue(endpoints > 20);
        assertEquals(endpoints, described);
    }

    /** Rows that no class contains would be kept for ever. */
    @Test
    void anEntityBelongsToOneRetentionClass() throws IOException {
        String model = sources("session-persistence", "src/main/java", ".java");
        Set<String> entities = Stream.of(model.split("(?=\\npackage )"))
                .filter(source -> source.contains("@" + Entity.class.getSimpleName() + "\n"))
                .flatMap(source -> found("class (\\w+Entity)\\b", source).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertFalse(entities.isEmpty());
        List<String> classified = Stream.concat(KEYS.stream(), rows().map(Class::getSimpleName))
                .sorted()
                .toList();
        assertEquals(List.copyOf(entities), classified);
    }

    @Test
    void aTableBelongsToOneRetentionClass() throws IOException {
        Set<String> tables = found("create table (\\w+)", sources("session-persistence", "src/main/resources", ".sql"));
        tables.removeAll(OTHER_TABLES);
        Set<String> classified = Stream.concat(rows(), Stream.of(DataKeyEntity.class, MasterKeyProbeEntity.class))
                .map(row -> row.getAnnotation(Table.class).name())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(tables, classified);
    }

    /** Erasing finds the rows of a session by this member. */
    @Test
    void aRowThatIsErasedWithItsSessionNamesIt() throws NoSuchFieldException {
        for (RetentionClass retention : RetentionClass.values()) {
            if (retention.erasure() == RetentionClass.Erasure.AFTER_THE_SESSION) {
                for (Class<?> row : retention.rows()) {
                    assertEquals(
                            "session_id",
                            row.getDeclaredField("sessionId")
                                    .getAnnotation(Column.class)
                                    .name());
                }
            }
        }
    }

    private static Stream<Class<?>> rows() {
        return Arrays.stream(RetentionClass.values()).flatMap(retention -> retention.rows().stream());
    }

    @ParameterizedTest
    @EnumSource(RetentionClass.class)
    void aRetentionClassIsInThePrivacyPartOfTheOperations(RetentionClass retention) {
        assertTrue(read(ROOT.resolve("docs/operations.md")).contains("`" + retention + "`"), retention::name);
    }

    /** A key that nothing reads would be set in vain, and one that is not on the page would be found by nobody. */
    @Test
    void aSettingOfTheConfigurationIsRead() throws IOException {
        Set<String> read = new TreeSet<>();
        for (String module : List.of("session-ejb", "session-persistence", "session-web", "session-api")) {
            found(
                            "(?:get(?:Optional)?Values?\\(|ConfigProperty\\(name = |urls\\(config, )\\s*\"(session\\.[a-z.]+[a-z])\"",
                            sources(module, "src/main/java", ".java"))
                    .forEach(name -> read.add(name.replace('.', '_').toUpperCase(Locale.ROOT)));
        }
        read.addAll(found("env\\.(SESSION_[A-Z_]+)", sources("wildfly-config", "src/main/cli", ".cli")));
        read.addAll(found("env\\.(SESSION_[A-Z_]+)", sources("session-web", "src/main/webapp/WEB-INF", "oidc.json")));
        assertTrue(read.size() > 50, read::toString);
        Set<String> documented = Pattern.compile("`(SESSION_[A-Z_]+)`((?: / `[A-Z_]+`)*)")
                .matcher(read(ROOT.resolve("docs/configuration.md")))
                .results()
                .flatMap(ExtensionPointsTest::keys)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(documented, read);
    }

    /** A row may name several keys that differ in their last part: {@code `SESSION_DB_HOST` / `PORT`}. */
    private static Stream<String> keys(MatchResult row) {
        String first = row.group(1);
        String group = first.substring(0, first.lastIndexOf('_') + 1);
        return Stream.concat(
                Stream.of(first),
                Arrays.stream(row.group(2).split(" / "))
                        .map(part -> part.replace("`", ""))
                        .filter(part -> !part.isEmpty())
                        .map(part -> part.startsWith("SESSION_") ? part : group + part));
    }

    /** Each place that the page names exists. */
    @Test
    void thePageNamesFilesThatExist() {
        String page = read(ROOT.resolve("CONTRIBUTING.md"));
        Set<String> files = found("`([\\w./-]+\\.(?:java|js|yaml|md|properties|cli|sql))`", page);
        assertTrue(files.size() > 10);
        for (String file : files) {
            assertTrue(Files.exists(ROOT.resolve(file)), file);
        }
        Set<String> tests = found("`(\\w+(?:Test|IT))`", page);
        for (String test : tests) {
            assertTrue(exists(test), test);
        }
    }

    private static boolean exists(String test) {
        try (Stream<Path> files = Files.walk(ROOT, 12)) {
            return files.anyMatch(file -> file.endsWith(test + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
