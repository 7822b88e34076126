package org.sessionroom.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * The folder with a room's persistent data (database, keys) and its diagnostics (logs, process ids).
 * One launcher at a time may hold it; the lock is released with the process, however that ends.
 */
final class RoomFolder implements AutoCloseable {
    private final Path path;
    private FileChannel holder;

    RoomFolder(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /** @throws StartupException if another launcher holds this folder, or it cannot be written */
    void hold() {
        make(path);
        make(path.resolve("processes"));
        make(path.resolve("logs"));
        try {
            holder = FileChannel.open(
                    path.resolve("launcher.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (!lock(holder)) {
                String who = StandardCharsets.UTF_8
                        .decode(holder.map(FileChannel.MapMode.READ_ONLY, 0, holder.size()))
                        .toString()
                        .strip();
                holder.close();
                throw new StartupException("The room already runs (" + who + ", folder " + path
                        + ").\nUse that one, or end it first with Ctrl-C where it was started.");
            }
            holder.truncate(0);
            holder.write(
                    ByteBuffer.wrap(("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw StartupException.because("The room's folder " + path + " cannot be used", e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisVeryProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            holder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    Path database() {
        return path.resolve("database");
    }

    Path keys() {
        return make(path.resolve("keys"));
    }

    Path identityProvider() {
        return make(path.resolve("identity-provider"));
    }

    /** The base folder of one WildFly node: its configuration, deployments, transaction log. */
    Path node(String name) {
        return path.resolve(name);
    }

    Path log(String part) {
        return path.resolve("logs").resolve(part + ".log");
    }

    /** The log of a part from before its restart, which contains why it ended. */
    Path keptLog(String part) {
        return log(part + "-before");
    }

    void keepLog(String part) {
        try {
            if (Files.exists(log(part))) {
                Files.move(log(part), keptLog(part), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw StartupException.because("The log of " + part + " could not be kept", e);
        }
    }

    Path processes() {
        return path.resolve("processes");
    }

    private static Path make(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw StartupException.because("The room's folder cannot be made", e);
        }
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> deepestLast = Files.walk(tree)) {
            for (Path each : (Iterable<Path>) deepestLast.sorted((a, b) -> b.compareTo(a))::iterator) {
                Files.delete(each);
            }
        }
    }

    static void copy(Path tree, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Path target = to.resolve(tree.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }
}
