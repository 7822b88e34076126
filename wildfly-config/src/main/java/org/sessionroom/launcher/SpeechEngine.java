package org.sessionroom.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Our own speech engine, in a separate process: it runs native code with a third party's model, and its
 * crash must not end the room. It prints one line: that it is ready, or why it cannot start.
 */
public final class SpeechEngine implements AutoCloseable {
    private static final String READY = "Ready: ";
    private static final String CANNOT_START = "Cannot start: ";
    /** A large model takes half a minute to load from a fast disk. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final int port;
    private final Path model;
    private final Path log;
    private final ChildProcess process;

    private SpeechEngine(int port, Path model, Path log, ChildProcess process) {
        this.port = port;
        this.model = model;
        this.log = log;
        this.process = process;
    }

    /** @param javaOptions further options of its JVM */
    static SpeechEngine start(Path engine, Path model, RoomFolder folder, int port, String... javaOptions) {
        try {
            Path log = folder.log("speech");
            var command = Stream.of(
                            List.of(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    ChildProcess.mark(folder),
                                    "-Xmx128m",
                                    "-XX:+UseSerialGC",
                                    "-XX:TieredStopAtLevel=1",
                                    "-XX:+ExitOnOutOfMemoryError",
                                    // A crash report could contain speech.
                                    "-XX:+SuppressFatalErrorMessage",
                                    "-XX:-CreateCoredumpOnCrash"),
                            List.of(javaOptions),
                            List.of(
                                    "-jar",
                                    engine.toString(),
                                    "--model",
                                    model.toAbsolutePath().normalize().toString(),
                                    "--port",
                                    Integer.toString(port),
                                    // A pipe from the launcher, which ends even if the launcher is killed.
                                    "--until-input-ends"))
                    .flatMap(List::stream)
                    .toList();
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new SpeechEngine(port, model, log, ChildProcess.started(started, "speech", folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its address, for the protocol of Vosk's WebSocket server. */
    public URI url() {
        return URI.create("ws://127.0.0.1:" + port);
    }

    public Path log() {
        return log;
    }

    /** The running engine, for tests that kill it. */
    public Process process() {
        return process.process();
    }

    /**
     * Waits until it has loaded its model and accepts connections.
     *
     * @throws StartupException with its own message, if there is one; it has ended then
     */
    void awaitReady() {
        Instant end = ElapsedTime.now().plus(PATIENCE);
        while (ElapsedTime.now().isBefore(end)) {
            // Checked first: its last message is written before it ends.
            boolean alive = process.isAlive();
            if (said(READY).isPresent()) {
                return;
            }
            if (!alive) {
                throw new StartupException(said(CANNOT_START).orElseGet(this::crashed));
            }
            pause();
        }
        process.end();
        throw new StartupException("The speech engine had not read the model in " + model + " after "
                + PATIENCE.toMinutes() + " minutes, see " + log);
    }

    private String crashed() {
        return "The speech engine ended by itself (status " + process.process().exitValue()
                + ") while it read the model in " + model
                + "; the model may be damaged, or made for another version of Vosk. See " + log;
    }

    private Optional<String> said(String beginning) {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(beginning))
                    .findFirst()
                    .map(line -> line.substring(beginning.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("Interrupted while the speech engine started", e);
        }
    }

    @Override
    public void close() {
        process.end();
    }
}
