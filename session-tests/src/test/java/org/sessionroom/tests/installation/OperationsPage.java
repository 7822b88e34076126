package org.sessionroom.tests.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The steps of {@code docs/operations.md}. A code block belongs to the procedure that the first line of its fence names:
 * {@code ```sh install} contains commands, {@code ```ini install FILE} contains lines for a file.
 */
record OperationsPage(String text) {

    static final Pattern PLACEHOLDER = Pattern.compile("<([A-Z_]+)>");

    private static final Pattern BOX = Pattern.compile("(?ms)^```(sh|ini) (\\w+)(?: (\\S+))?\\n(.*?)^```$");

    /** One step of a procedure. */
    sealed interface Step permits Command, Lines {}

    /** A command for a shell. */
    record Command(String line) implements Step {}

    /** Text that is written, or appended, to a file. */
    record Lines(String file, String text) implements Step {}

    static OperationsPage read() {
        try {
            return new OperationsPage(Files.readString(Path.of("..", "docs", "operations.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The steps of a procedure, in the order of the page. */
    List<Step> steps(String procedure) {
        var steps = new ArrayList<Step>();
        for (MatchResult box : boxes()) {
            if (box.group(2).equals(procedure)) {
                if (box.group(1).equals("ini")) {
                    steps.add(new Lines(box.group(3), box.group(4)));
                } else {
                    box.group(4).lines().map(Command::new).forEach(steps::add);
                }
            }
        }
        if (steps.isEmpty()) {
            throw new AssertionError("docs/operations.md has no box of the procedure " + procedure);
        }
        return steps;
    }

    /** The names of all procedures. */
    Set<String> procedures() {
        var names = new TreeSet<String>();
        boxes().forEach(box -> names.add(box.group(2)));
        return names;
    }

    /** The placeholders that the code blocks use. */
    Set<String> placeholders() {
        var names = new TreeSet<String>();
        boxes().forEach(box ->
                PLACEHOLDER.matcher(box.group(4)).results().forEach(placeholder -> names.add(placeholder.group(1))));
        return names;
    }

    /** The placeholders that the page's table explains. */
    Set<String> explained() {
        Matcher rows = Pattern.compile("(?m)^\\| (`<[^|]+) \\|").matcher(text);
        var names = new TreeSet<String>();
        rows.results().forEach(row -> PLACEHOLDER
                .matcher(row.group(1))
                .results()
                .forEach(placeholder -> names.add(placeholder.group(1))));
        return names;
    }

    private List<MatchResult> boxes() {
        return BOX.matcher(text).results().toList();
    }
}
