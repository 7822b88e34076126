package org.sessionroom.inventory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An artifact as Galleon writes it: {@code group:artifact:version:classifier:type}.
 *
 * @param classifier empty for the artifact itself
 */
public record Coordinates(String group, String artifact, String version, String classifier) {

    private static final int PARTS = 5;

    public static Coordinates parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("no group:artifact:version:classifier:type: " + text);
        }
        return new Coordinates(parts[0], parts[1], parts[2], parts[3]);
    }

    /** Reads one artifact a line; in a feature pack's {@code artifact-versions.properties} the value after the key. */
    public static List<Coordinates> in(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.substring(line.indexOf('=') + 1).strip())
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(Coordinates::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Group, artifact and classifier, which do not change with the version. */
    public String name() {
        return group + ":" + artifact + (classifier.isEmpty() ? "" : ":" + classifier);
    }

    /** The name of its file in the local repository and in a server's modules. */
    public String fileName() {
        return artifact + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
    }
}
