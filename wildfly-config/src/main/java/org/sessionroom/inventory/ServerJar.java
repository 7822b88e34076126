package org.sessionroom.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * A jar of a server's modules.
 *
 * @param group from the jar's own {@code pom.properties}; empty if it has none, or several (a shaded jar)
 * @param artifact from there, else from the file's name
 * @param version from there, else from the file's name; empty if neither contains it
 * @param file relative to the server
 * @param sha256 of the file, in hexadecimal digits
 */
public record ServerJar(String group, String artifact, String version, String file, String sha256) {

    /** Every jar of a server, in the order of their paths. */
    public static List<ServerJar> allIn(Path server) {
        try (Stream<Path> files = Files.walk(server)) {
            return files.filter(file -> file.toString().endsWith(".jar") && Files.isRegularFile(file))
                    .sorted(Comparator.naturalOrder())
                    .map(file -> read(server, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the group from known coordinates, if the jar itself does not contain it. */
    ServerJar completedBy(List<Coordinates> known) {
        if (!group.isEmpty()) {
            return this;
        }
        return known.stream()
                .filter(one -> one.artifact().equals(artifact) && (one.version().equals(version) || version.isEmpty()))
                .findFirst()
                .map(one -> new ServerJar(one.group(), artifact, one.version(), file, sha256))
                .orElse(this);
    }

    private static ServerJar read(Path server, Path file) {
        String name = file.getFileName().toString();
        String stem = name.substring(0, name.length() - ".jar".length());
        String place = server.relativize(file).toString();
        try (var jar = new JarFile(file.toFile())) {
            String digest = digest(file);
            Optional<Properties> coordinates = coordinates(jar, stem);
            if (coordinates.isPresent()) {
                Properties own = coordinates.get();
                return new ServerJar(
                        own.getProperty("groupId"),
                        own.getProperty("artifactId"),
                        own.getProperty("version"),
                        place,
                        digest);
            }
            int version = versionIn(stem);
            return version < 0
                    ? new ServerJar("", stem, "", place, digest)
                    : new ServerJar("", stem.substring(0, version - 1), stem.substring(version), place, digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of several (a jar that contains others) the one after which the file is named. */
    private static Optional<Properties> coordinates(JarFile jar, String stem) {
        return jar.stream()
                .filter(entry -> entry.getName().startsWith("META-INF/maven/")
                        && entry.getName().endsWith("/pom.properties"))
                .map(entry -> properties(jar, entry))
                .filter(own -> stem.startsWith(own.getProperty("artifactId") + "-" + own.getProperty("version"))
                        || stem.equals(own.getProperty("artifactId")))
                .findFirst();
    }

    private static Properties properties(JarFile jar, ZipEntry entry) {
        var properties = new Properties();
        try (InputStream in = jar.getInputStream(entry)) {
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The index at which the version begins: at the first digit after a hyphen; negative without one. */
    private static int versionIn(String stem) {
        for (int i = 1; i < stem.length(); i++) {
            if (stem.charAt(i - 1) == '-' && Character.isDigit(stem.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
