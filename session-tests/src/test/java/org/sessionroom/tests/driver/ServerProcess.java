package org.sessionroom.tests.driver;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sessionroom.launcher.Room;

/** The Java process of a room's server, as an administrator looks at it with the JDK's tools. */
public record ServerProcess(long pid) {

    private static final Pattern CLASS = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+).*");

    public static ServerProcess of(Room room) {
        return new ServerProcess(room.nodes().get(0).process().pid());
    }

    /**
     * The objects that are in use after a full garbage collection.
     *
     * @param packages the beginnings of the classes' names
     * @return the number of instances of each class
     */
    public Map<String, Long> instances(String... packages) throws IOException {
        Map<String, Long> instances = new TreeMap<>();
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process histogram = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = histogram.inputReader()) {
            lines.lines()
                    .map(CLASS::matcher)
                    .filter(Matcher::matches)
                    .filter(line -> Arrays.stream(packages).anyMatch(line.group(2)::startsWith))
                    .forEach(line -> instances.put(line.group(2), Long.parseLong(line.group(1))));
        }
        if (instances.isEmpty()) {
            throw new IllegalStateException("no histogram of process " + pid);
        }
        return instances;
    }
}
