package org.sessionroom.launcher;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * PostgreSQL on the loopback address, with database and role {@code session}; its data stays in the room's folder. It listens on
 * TCP only: its Unix socket would be in the system's temporary folder, where a room of another network namespace with the
 * same port would conflict with it, and the room's own folder may be too deep for a socket's path (107 bytes).
 */
public final class Database implements AutoCloseable {
    static final String NAME = "session";

    /** After a power failure it first replays its log, and reports progress every ten seconds. */
    private static final Duration WITHOUT_PROGRESS = Duration.ofSeconds(60);

    private static final long PROGRAMS_MEGABYTES = 150;

    /** The library's own limit, set so high that ours is reached first. */
    private static final Duration NEVER = Duration.ofHours(24);

    /** Time limits of the launcher's own connection, in seconds. */
    private static final Map<String, String> TIME_OUTS = Map.of("loginTimeout", "60", "socketTimeout", "60");

    private final EmbeddedPostgres postgres;
    private final Path folder;
    private final Path log;

    private Database(EmbeddedPostgres postgres, Path folder, Path log) {
        this.postgres = postgres;
        this.folder = folder;
        this.log = log;
    }

    /**
     * @param binaries the folder into which PostgreSQL's programs are unpacked once, for all rooms
     * @throws StartupException with PostgreSQL's own messages, if there are any
     */
    static Database start(Path folder, int port, Path log, Path binaries) {
        requireWholeOrNew(folder);
        long before = size(log);
        try {
            requireRoomForPrograms(binaries);
            var builder = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(binaries.toFile())
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    // The library is made for tests and turns durability off; here acknowledged must mean committed.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setOutputRedirector(Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(Redirect.appendTo(log.toFile()))
                    .setPGStartupWait(NEVER)
                    // The room stops it after WildFly; a shutdown hook would run at the same time.
                    .setRegisterShutdownHook(false);
            var starting = new FutureTask<>(builder::start);
            var thread = new Thread(starting, "starts PostgreSQL");
            thread.setDaemon(true);
            thread.start();
            var database = new Database(started(starting, thread, log, before, binaries), folder, log);
            database.createOnce();
            return database;
        } catch (IOException e) {
            throw StartupException.because("PostgreSQL could not be unpacked or started", e);
        }
    }

    /** The library's own error is no more than "Process failed", or it retries without end. */
    private static void requireRoomForPrograms(Path binaries) throws IOException {
        Files.createDirectories(binaries);
        boolean unpacked = !programs(binaries).isEmpty();
        WritableFolder.require(binaries, "PostgreSQL's programs", unpacked ? 1 : PROGRAMS_MEGABYTES);
    }

    /** The programs that were unpacked, of all versions. */
    private static List<Path> programs(Path binaries) throws IOException {
        try (Stream<Path> versions = Files.list(binaries)) {
            return versions.map(version -> version.resolve("bin/postgres"))
                    .filter(Files::exists)
                    .toList();
        }
    }

    /** What the library does not say: that a program must not be executed. */
    static String fault(Path binaries) {
        try {
            return programs(binaries).stream()
                    .filter(program -> !Files.isExecutable(program))
                    .map(
                            program -> "\n  " + program
                                    + " cannot be executed: it must be executable, and its file system must not be mounted noexec.")
                    .collect(Collectors.joining());
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** An incomplete folder would be treated as a new one, and fail later with an unhelpful message. */
    private static void requireWholeOrNew(Path folder) {
        try {
            if (!Files.exists(folder)) {
                return;
            }
            try (Stream<Path> content = Files.list(folder)) {
                if (content.findAny().isEmpty()) {
                    return;
                }
            }
            List<String> missing = Stream.of("PG_VERSION", "postgresql.conf", "global/pg_control", "base", "pg_wal")
                    .filter(part -> !Files.exists(folder.resolve(part)))
                    .toList();
            if (!missing.isEmpty()) {
                throw new StartupException("The database folder " + folder + " is not complete (without "
                        + String.join(", ", missing)
                        + ").\nIf the room was never used, its making was interrupted: delete the folder and start again."
                        + " Otherwise restore it from a backup.");
            }
        } catch (IOException e) {
            throw StartupException.because("The database folder " + folder + " cannot be read", e);
        }
    }

    private static EmbeddedPostgres started(
            FutureTask<EmbeddedPostgres> starting, Thread thread, Path log, long before, Path binaries) {
        var patience = new Patience(WITHOUT_PROGRESS, ElapsedTime.now());
        try {
            while (true) {
                try {
                    return starting.get(100, TimeUnit.MILLISECONDS);
                } catch (TimeoutException notYet) {
                    patience.see(size(log), ElapsedTime.now());
                    boolean failed = said(log, before).contains("could not start server");
                    if (failed || patience.isOver(ElapsedTime.now())) {
                        giveUp(starting, thread);
                        throw new StartupException(
                                failed
                                        ? "PostgreSQL did not start." + reasons(log, before)
                                        : "PostgreSQL did not answer, and said nothing for "
                                                + WITHOUT_PROGRESS.toSeconds() + " seconds." + reasons(log, before));
                    }
                }
            }
        } catch (ExecutionException e) {
            throw new StartupException(
                    "PostgreSQL did not start." + fault(binaries) + reasons(log, before), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("Interrupted while PostgreSQL started", e);
        }
    }

    /** When interrupted, the library stops waiting and returns what it has; closing that releases its lock on the folder. */
    private static void giveUp(FutureTask<EmbeddedPostgres> starting, Thread thread) throws InterruptedException {
        thread.interrupt();
        try {
            starting.get(10, TimeUnit.SECONDS).close();
        } catch (ExecutionException | TimeoutException | IOException nothingToClose) {
            // It has not started; its resources end with this process.
        }
    }

    private static String reasons(Path log, long before) {
        String reasons = said(log, before)
                .lines()
                .filter(line -> line.contains("FATAL:")
                        || line.contains("PANIC:")
                        || line.contains("ERROR:")
                        || line.contains("DETAIL:")
                        || line.contains("HINT:")
                        || line.contains("error:")
                        || line.matches(".*LOG: +(invalid|could not|parameter|unrecognized|syntax).*"))
                .limit(6)
                .map(line -> "\n  " + line.strip())
                .collect(Collectors.joining());
        String advice = "";
        if (reasons.contains("database files are incompatible")) {
            advice =
                    "\nThe data was made by another version of PostgreSQL. Take that version, or move the data with pg_dump"
                            + " or pg_upgrade; nothing in the folder was changed.";
        } else if (reasons.contains("No space left on device")) {
            advice = "\nThe disk is full. Make room on it and start again.";
        }
        return reasons + advice + "\nThe whole log: " + log;
    }

    private static long size(Path log) {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The part of the log since a start began. */
    private static String said(Path log, long before) {
        try (var channel = Files.newByteChannel(log)) {
            channel.position(before);
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException nothingYet) {
            return "";
        }
    }

    private void createOnce() {
        DataSource admin = postgres.getPostgresDatabase(TIME_OUTS);
        try (Connection connection = admin.getConnection();
                var statement = connection.createStatement()) {
            var known = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + NAME + "'");
            if (!known.next()) {
                // The role may exist already: it is created before the database, and a start may be interrupted between
                // the two.
                var role = statement.executeQuery("SELECT FROM pg_roles WHERE rolname = '" + NAME + "'");
                if (!role.next()) {
                    statement.execute("CREATE ROLE session LOGIN PASSWORD 'session'");
                }
                statement.execute("CREATE DATABASE session OWNER session");
            }
        } catch (SQLException e) {
            close();
            throw new StartupException(
                    "PostgreSQL runs, but its database could not be made: " + e.getMessage() + "\nThe whole log: "
                            + log,
                    e);
        }
    }

    /** The running server, for tests that kill it. */
    public ProcessHandle process() {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
            return ProcessHandle.of(pid).orElseThrow(() -> new StartupException("PostgreSQL has ended, see " + log));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            throw new StartupException("PostgreSQL has ended, see " + log, e);
        }
    }

    /** Completes when the server ends. */
    CompletableFuture<?> onExit() {
        try {
            return process().onExit();
        } catch (StartupException ended) {
            return CompletableFuture.completedFuture(null);
        }
    }

    /** For tests that read, or prepare, what the application stores. */
    public DataSource dataSource() {
        return postgres.getDatabase(NAME, NAME);
    }

    public int port() {
        return postgres.getPort();
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
