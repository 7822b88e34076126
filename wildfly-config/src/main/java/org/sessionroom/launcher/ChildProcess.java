package org.sessionroom.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program started by the launcher. Its process id is stored together with a mark that is on its command line,
 * so that a later launcher can find it if this one is killed, and can distinguish it from another process with the same id.
 */
final class ChildProcess {
    private static final String MARK = "-Dsession.room=";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Process process;
    private final Path record;

    private ChildProcess(Process process, Path record) {
        this.process = process;
        this.record = record;
    }

    /** The system property to put first on a Java program's command line. */
    static String mark(RoomFolder folder) {
        return MARK + folder.path();
    }

    static ChildProcess started(Process process, String name, RoomFolder folder) {
        try {
            Path record = folder.processes().resolve(name + ".pid");
            Files.writeString(record, process.pid() + "\n");
            return new ChildProcess(process, record);
        } catch (IOException e) {
            process.destroyForcibly();
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Process process() {
        return process;
    }

    /** Asks the program and its child processes to end, waits, and kills them after ten seconds. */
    void end() {
        end(process.toHandle());
        try {
            Files.deleteIfExists(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Ends the processes that a killed launcher left behind in this folder: its WildFly nodes and identity provider first, then the
     * database that they used. Other processes are never touched.
     *
     * @return how many processes were ended
     */
    static int endOrphans(RoomFolder folder) {
        int ended = 0;
        try (Stream<Path> records = Files.list(folder.processes())) {
            for (Path record : records.toList()) {
                ended += endOrphan(record, mark(folder), ChildProcess::end);
                Files.delete(record);
            }
            Path postmaster = folder.database().resolve("postmaster.pid");
            ended += endOrphan(postmaster, folder.database().toString(), ChildProcess::endPostmaster);
            deleteIfOfAStranger(postmaster, folder.database().toString());
            return ended;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folders of all rooms that run on this machine, as far as this user can see their processes. */
    static Set<String> otherRooms() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(command -> command.contains(MARK))
                .map(command ->
                        command.substring(command.indexOf(MARK) + MARK.length()).split(" ")[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * PostgreSQL does not start while a process of this user has the id in its lock file, whatever that process is. After a restart of the
     * machine or container the id may belong to another program. Nobody else uses the folder: its lock is held.
     */
    private static void deleteIfOfAStranger(Path postmaster, String mark) throws IOException {
        boolean strangers = Files.exists(postmaster)
                && process(postmaster)
                        .map(ProcessHandle::info)
                        .filter(info -> info.commandLine().isPresent() && !hasArgument(info, mark))
                        .isPresent();
        if (strangers) {
            Files.delete(postmaster);
        }
    }

    private static Optional<ProcessHandle> process(Path record) throws IOException {
        return Files.readAllLines(record).stream().findFirst().flatMap(ChildProcess::handle);
    }

    private static int endOrphan(Path record, String mark, Consumer<ProcessHandle> end) throws IOException {
        if (!Files.exists(record)) {
            return 0;
        }
        Optional<ProcessHandle> orphan = process(record).filter(handle -> hasArgument(handle.info(), mark));
        orphan.ifPresent(end);
        return orphan.isPresent() ? 1 : 0;
    }

    /** Whether it is a whole argument: another room's folder may begin with the name of this one. */
    private static boolean hasArgument(ProcessHandle.Info process, String mark) {
        // The system does not separate the arguments of a command line that is longer than a page of memory.
        return process.arguments()
                .map(arguments -> List.of(arguments).contains(mark))
                .orElseGet(() -> (process.commandLine().orElse("") + " ").contains(" " + mark + " "));
    }

    private static Optional<ProcessHandle> handle(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid.strip()));
        } catch (NumberFormatException incomplete) {
            return Optional.empty();
        }
    }

    private static void end(ProcessHandle process) {
        // Ending a shell leaves its program running, so the program is ended as well.
        Stream.concat(process.descendants(), Stream.of(process)).toList().forEach(each -> {
            each.destroy();
            awaitEnd(each);
        });
    }

    /**
     * PostgreSQL supervises its own children, and treats the end of any of them as a crash. SIGINT is its fast shutdown;
     * at SIGTERM it would wait for every client to disconnect.
     */
    private static void endPostmaster(ProcessHandle postmaster) {
        try {
            new ProcessBuilder("sh", "-c", "kill -INT " + postmaster.pid())
                    .start()
                    .waitFor();
            awaitEnd(postmaster);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stubborn) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
