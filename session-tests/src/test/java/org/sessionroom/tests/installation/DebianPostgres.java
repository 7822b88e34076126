package org.sessionroom.tests.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Debian's PostgreSQL (package {@code postgresql}) with an empty data folder and a port of its own. The administrator connects over
 * its Unix socket without a password, as user postgres does in Debian; everybody else by TCP with a password.
 */
final class DebianPostgres implements AutoCloseable {

    private static final Path ALL_VERSIONS = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final Path folder;
    private final int port;

    private DebianPostgres(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    static DebianPostgres started(int port) {
        try {
            // Outside the project: PostgreSQL's own user must be able to reach it, and a socket's path has at most 107
            // bytes.
            Path folder = Files.createTempDirectory("session-room-postgresql");
            var server = new DebianPostgres(newest(), folder, port);
            if (isRoot()) {
                server.run("chown", "postgres:", folder.toString());
            }
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            server.runAsOwner(
                    "initdb",
                    "--pgdata=" + server.data(),
                    "--username=postgres",
                    "--auth-local=trust",
                    "--auth-host=scram-sha-256",
                    "--encoding=UTF8");
            server.runAsOwner(
                    "pg_ctl",
                    "--pgdata=" + server.data(),
                    "--log=" + folder.resolve("log"),
                    "--wait",
                    "--options=-p " + port + " -k " + folder + " -c listen_addresses=127.0.0.1",
                    "start");
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path newest() throws IOException {
        if (!Files.isDirectory(ALL_VERSIONS)) {
            throw new IllegalStateException("This test needs PostgreSQL: install the package postgresql.");
        }
        try (Stream<Path> versions = Files.list(ALL_VERSIONS)) {
            return versions.max(Comparator.comparingInt(
                            version -> Integer.parseInt(version.getFileName().toString())))
                    .orElseThrow()
                    .resolve("bin");
        }
    }

    /** PostgreSQL refuses to run as root. */
    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** The folder of its Unix socket. */
    Path socketFolder() {
        return folder;
    }

    private void runAsOwner(String program, String... arguments) {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    private void run(String... command) {
        try {
            Path said = folder.resolveSibling(folder.getFileName() + ".log");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            int status = process.waitFor();
            String words = Files.readString(said);
            Files.delete(said);
            if (status != 0) {
                throw new IllegalStateException(String.join(" ", command) + ":\n" + words);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        runAsOwner("pg_ctl", "--pgdata=" + data(), "--mode=fast", "--wait", "stop");
        run("rm", "-rf", data().toString());
        try {
            Files.deleteIfExists(folder.resolve("log"));
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
