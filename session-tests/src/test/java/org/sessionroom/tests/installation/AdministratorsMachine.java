package org.sessionroom.tests.installation;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.sessionroom.launcher.Ports;
import org.sessionroom.tests.driver.InstalledProgram;

/**
 * Executes the steps of {@link OperationsPage} line by line, as root would on a new machine. The real machine is not changed: the
 * folders are moved below one of the test's, steps that only root may do are left out, and systemd starts nothing: the unit is
 * read and its commands are started here.
 */
final class AdministratorsMachine implements AutoCloseable {

    /** The first part of an absolute path, but not of a URL. */
    private static final Pattern FOLDER = Pattern.compile("(?<![\\w./>])/(\\w+)");

    /** Folders that the page writes to; {@link #LEFT} are those that it only reads. */
    private static final Set<String> MOVED = Set.of("opt", "etc", "var");

    private static final Set<String> LEFT = Set.of("usr", "dev");

    private static final String MANAGEMENT = "127.0.0.1:9990";

    private static final List<String> NOT_WITHOUT_ROOT = List.of("apt-get", "useradd", "chown");

    private final Path root;
    private final Path programs;
    private final Ports.Node ports;
    private final DebianPostgres postgres;
    private final Map<String, String> answers;
    private Optional<Process> service = Optional.empty();

    /**
     * @param root the folder that contains the moved folders
     * @param wildfly the zip that the page downloads
     * @param archive the zip that the page copies to the machine
     * @param answers values of the page's placeholders
     */
    AdministratorsMachine(
            Path root,
            Ports.Node ports,
            DebianPostgres postgres,
            Path wildfly,
            Path archive,
            Map<String, String> answers) {
        this.root = root;
        this.programs = root.resolve("programs");
        this.ports = ports;
        this.postgres = postgres;
        this.answers = answers;
        try {
            for (String folder : List.of("opt", "etc/systemd/system", "var/backups", "programs")) {
                Files.createDirectories(root.resolve(folder));
            }
            Files.createSymbolicLink(root.resolve("opt/session-room.zip"), archive);
            for (String program : NOT_WITHOUT_ROOT) {
                standIn(program, "exit 0");
            }
            standIn("runuser", "shift 3; PGUSER=postgres exec \"$@\"");
            standIn(
                    "curl",
                    "case \"$*\" in *wildfly*.zip) exec ln -s '" + wildfly + "' \"$2\";; esac; exec "
                            + InstalledProgram.path("curl", "curl") + " \"$@\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void standIn(String program, String script) throws IOException {
        Path file = Files.writeString(programs.resolve(program), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** @throws AssertionError with the output of the command that failed */
    void follow(List<OperationsPage.Step> steps) {
        steps.forEach(this::follow);
    }

    private void follow(OperationsPage.Step step) {
        if (step instanceof OperationsPage.Lines lines) {
            append(Path.of(here(lines.file())), here(lines.text()));
        } else if (step instanceof OperationsPage.Command command) {
            if (command.line().startsWith("systemctl ")) {
                systemctl(command.line());
            } else {
                run(here(command.line()));
            }
        }
    }

    private static void append(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws AssertionError if the page names a folder that this test must not touch */
    private String here(String text) {
        String moved = FOLDER.matcher(text).replaceAll(folder -> {
            String name = folder.group(1);
            if (!MOVED.contains(name) && !LEFT.contains(name)) {
                throw new AssertionError("this test knows no /" + name + ": " + text);
            }
            return (MOVED.contains(name) ? root : "") + "/" + name;
        });
        return OperationsPage.PLACEHOLDER
                .matcher(moved)
                .replaceAll(placeholder -> Optional.ofNullable(answers.get(placeholder.group(1)))
                        .orElseThrow(() -> new AssertionError("nobody says what " + placeholder.group() + " is")))
                .replace(MANAGEMENT, "127.0.0.1:" + ports.management());
    }

    /** The real path of a path on the page's machine. */
    Path path(String path) {
        return Path.of(here(path));
    }

    private void run(String line) {
        try {
            Path said = root.resolve("said");
            ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", line).redirectErrorStream(true);
            shell.environment()
                    .putAll(Map.of(
                            "PATH",
                            searched(programs),
                            "PGHOST",
                            postgres.socketFolder().toString(),
                            "PGPORT",
                            Integer.toString(postgres.port())));
            shell.directory(root.toFile());
            Process process = shell.redirectOutput(said.toFile()).start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(line + "\ndid not end:\n" + Files.readString(said));
            }
            if (process.exitValue() != 0) {
                throw new AssertionError(line + "\nended with " + process.exitValue() + ":\n" + Files.readString(said)
                        + service.map(running -> "\n" + journal()).orElse(""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Java's programs are those of the JDK that runs this test; all others come from the path. */
    private static String searched(Path first) {
        return String.join(
                File.pathSeparator,
                first.toString(),
                Path.of(System.getProperty("java.home"), "bin").toString(),
                System.getenv("PATH"),
                "/usr/sbin");
    }

    private void systemctl(String line) {
        switch (line) {
            case "systemctl daemon-reload" -> {}
            case "systemctl enable --now session-room", "systemctl start session-room" -> start();
            case "systemctl stop session-room" -> stop();
            default -> throw new AssertionError("what does this do here? " + line);
        }
    }

    private void start() {
        try {
            var unit = new SystemdUnit(Files.readAllLines(path("/etc/systemd/system/session-room.service")).stream()
                    .map(this::here)
                    .toList());
            ProcessBuilder server = new ProcessBuilder(unit.command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            root.resolve("journal").toFile()));
            server.environment().clear();
            server.environment().put("PATH", searched(programs));
            server.environment().putAll(unit.environment());
            service = Optional.of(server.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stop() {
        service.ifPresent(running -> {
            List<ProcessHandle> whole = running.descendants().toList();
            running.destroy();
            try {
                if (!running.waitFor(60, TimeUnit.SECONDS)) {
                    throw new AssertionError("it did not stop:\n" + journal());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } finally {
                whole.forEach(ProcessHandle::destroyForcibly);
                running.destroyForcibly();
            }
        });
        service = Optional.empty();
    }

    /** The output of the server since its first start. */
    String journal() {
        try {
            return Files.readString(root.resolve("journal"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
