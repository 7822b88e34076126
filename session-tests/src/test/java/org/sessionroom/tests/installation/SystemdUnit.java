package org.sessionroom.tests.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Executes the parts of systemd that the room's unit uses, because nothing starts units where systemd is not the first process.
 *
 * @param lines of the file, with the paths of this machine
 */
record SystemdUnit(List<String> lines) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    private List<String> values(String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .toList();
    }

    /** The complete environment of the service; a later assignment overrides an earlier one (systemd.exec(5)). */
    Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        values("Environment").forEach(assignment -> assign(assignment, environment));
        for (String file : values("EnvironmentFile")) {
            read(Path.of(file)).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> assign(line, environment));
        }
        return environment;
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assign(String assignment, Map<String, String> environment) {
        int equals = assignment.indexOf('=');
        String value = assignment.substring(equals + 1);
        boolean isQuoted = value.length() > 1 && value.startsWith("'") && value.endsWith("'");
        environment.put(assignment.substring(0, equals), isQuoted ? value.substring(1, value.length() - 1) : value);
    }

    /** The arguments of the command, which runs without a shell. */
    List<String> command() {
        Map<String, String> environment = environment();
        return Arrays.stream(values("ExecStart").get(0).split(" +"))
                .map(word ->
                        VARIABLE.matcher(word).replaceAll(variable -> environment.getOrDefault(variable.group(1), "")))
                .toList();
    }
}
