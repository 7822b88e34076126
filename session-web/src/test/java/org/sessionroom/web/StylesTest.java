package org.sessionroom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules for all style sheets. */
class StylesTest {

    private static final Path STYLES = Path.of("src/main/webapp/resources/css");

    /** A selector of a state: chosen, switched on or current. */
    private static final Pattern STATE =
            Pattern.compile(":checked|\\[aria-(pressed|selected|current)=\"(true|page)\"]|\\.talking");

    /** Properties that a browser overrides with forced colours (CSS Color Adjustment §3.1), and those that only accompany them. */
    private static final Pattern COLOUR =
            Pattern.compile("(background|color|border-color|box-shadow|fill|stroke)\\b.*");

    /** Also shown by an icon or a line. */
    private static final Set<String> SAID_OTHERWISE = Set.of(
            ".panel-tab[aria-selected=\"true\"]",
            ".control[data-act=\"screen\"][aria-pressed=\"true\"]",
            "#room[data-role=\"CLIENT\"] .tile.talking",
            ".agenda-date[data-today=\"true\"]:not([aria-current=\"page\"])",
            ".agenda-date[aria-current=\"page\"] .agenda-dots i");

    private static final Pattern NAME = Pattern.compile("[.#][a-zA-Z][\\w-]*");
    private static final Pattern IMPORT = Pattern.compile("@import \"([^\"]+)\";");

    private record Rule(Path file, String selector, List<String> declarations, boolean forced) {

        /** The classes and ids in the selector. */
        Set<String> names() {
            return NAME.matcher(selector.replaceAll("\"[^\"]*\"", ""))
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.toSet());
        }
    }

    /** Forced colours remove every background: colour swatches looked equal, and the choice of what the client may do was invisible. */
    @Test
    void noStateIsSaidByColourAloneWhereTheSystemForcesItsColours() {
        List<Rule> rules = rules();
        Set<String> forced =
                rules.stream().filter(Rule::forced).map(Rule::selector).collect(Collectors.toSet());
        Set<String> mute = rules.stream()
                .filter(rule -> !rule.forced() && STATE.matcher(rule.selector()).find())
                .filter(rule -> rule.declarations().stream()
                        .allMatch(line -> COLOUR.matcher(line).matches()))
                .map(Rule::selector)
                .filter(selector -> !forced.contains(selector) && !SAID_OTHERWISE.contains(selector))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), mute);
    }

    /**
     * Whoever looks for the look of an element finds it in one file: another file says something about a class or an id only together
     * with a name of its own, such as {@code .chat-form .input}.
     */
    @Test
    void aNameIsStyledInOneFile() {
        Map<String, Set<Path>> mentioned = new TreeMap<>();
        Map<String, Set<Path>> styled = new TreeMap<>();
        for (Rule rule : rules()) {
            Set<String> names = rule.names();
            names.forEach(name ->
                    mentioned.computeIfAbsent(name, n -> new TreeSet<>()).add(rule.file()));
            if (names.size() == 1) {
                styled.computeIfAbsent(names.iterator().next(), n -> new TreeSet<>())
                        .add(rule.file());
            }
        }
        Map<String, Set<Path>> homes = new TreeMap<>(mentioned);
        homes.putAll(styled);
        assertEquals(
                Map.of(),
                styled.entrySet().stream()
                        .filter(name -> name.getValue().size() > 1)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        assertEquals(
                List.of(),
                rules().stream()
                        .filter(rule -> !rule.names().isEmpty())
                        .filter(rule -> rule.names().stream()
                                .noneMatch(name -> homes.get(name).equals(Set.of(rule.file()))))
                        .map(rule -> rule.file() + ": " + rule.selector())
                        .toList());
    }

    /** An imported file is sent as part of another one, so an address in it would be relative to that one's folder. */
    @Test
    void everyFileIsLinkedOrImportedAndAnImportedOneNamesNoOther() {
        Set<Path> imported = files().stream()
                .flatMap(file -> IMPORT.matcher(contents(file))
                        .results()
                        .map(found -> file.resolveSibling(found.group(1)).normalize()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Path> linked = MarkupTest.linkedStyles().stream()
                .map(name -> STYLES.resolve(name + ".css"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Path> sent = new TreeSet<>(imported);
        sent.addAll(linked);
        assertEquals(new TreeSet<>(files()), sent);
        assertEquals(
                List.of(),
                imported.stream()
                        .filter(file -> !file.getParent().equals(STYLES))
                        .filter(file -> contents(file).contains("url("))
                        .toList());
    }

    /** One place gives PrimeFaces' components their look; elsewhere they have classes of ours. */
    @Test
    void onlyTheThemeKnowsTheClassesOfPrimeFaces() {
        assertEquals(
                List.of(STYLES.resolve("theme.css")),
                files().stream().filter(file -> contents(file).contains(".ui-")).toList());
    }

    @Test
    void paperIsLightWhateverTheScreenIs() {
        String tokens = contents(STYLES.resolve("tokens.css")).replaceAll("\\s+", " ");
        assertEquals(
                "@media print { :root, :root[data-theme] { color-scheme: light; } }",
                tokens.substring(tokens.indexOf("@media print")).strip());
    }

    private static List<Rule> rules() {
        List<Rule> rules = files().stream()
                .flatMap(file -> rulesOf(file, contents(file)).stream())
                .toList();
        assertFalse(rules.isEmpty());
        return rules;
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.walk(STYLES)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Rule> rulesOf(Path file, String css) {
        var rules = new ArrayList<Rule>();
        Deque<String> open = new ArrayDeque<>();
        var text = new StringBuilder();
        for (char letter : css.replaceAll("(?s)/\\*.*?\\*/|@import[^;]*;", "").toCharArray()) {
            if (letter == '{') {
                open.push(text.toString().strip());
                text.setLength(0);
            } else if (letter == '}') {
                String selectors = open.pop();
                boolean forced = open.stream().anyMatch(outer -> outer.contains("forced-colors"));
                List<String> declarations = Stream.of(text.toString().split(";"))
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
                text.setLength(0);
                if (!declarations.isEmpty()) {
                    for (String selector : selectors.split(",\\s*(?![^(]*\\))")) {
                        rules.add(new Rule(file, selector.strip(), declarations, forced));
                    }
                }
            } else {
                text.append(letter);
            }
        }
        return rules;
    }

    private static String contents(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
