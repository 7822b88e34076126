package org.sessionroom.speech;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The engine as a program. It writes one line when it accepts connections, which begins with {@code Ready:}, or one that begins with
 * {@code Cannot start:} and gives the reason, and then exits with status 2. Vosk's own messages are written to the error output.
 *
 * <pre>
 * java -jar session-speech.jar --model FOLDER [--port 2700] [--streams N] [--until-input-ends]
 * </pre>
 */
public final class SpeechEngine {
    private static final int CANNOT_START = 2;
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private SpeechEngine() {}

    /** Reads the model in a folder. */
    interface ModelReader {
        RecogniserFactory read(Path folder) throws StartupException;
    }

    public static void main(String[] args) throws InterruptedException {
        run(VoskRecogniserFactory::of, args);
    }

    static void run(ModelReader models, String... args) throws InterruptedException {
        try {
            listen(models, Options.of(args));
        } catch (StartupException e) {
            OUT.println("Cannot start: " + e.getMessage());
            System.exit(CANNOT_START);
        }
        Thread.currentThread().join();
    }

    private static void listen(ModelReader models, Options options) throws StartupException {
        if (options.untilInputEnds()) {
            endWithInput();
        }
        RecogniserFactory recognisers =
                models.read(options.model().toAbsolutePath().normalize());
        var server = new SpeechServer(recognisers, Limits.of(options.streams()), options.port());
        try {
            server.start();
        } catch (IOException e) {
            throw new StartupException("Another program listens on port " + options.port() + ".", e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        OUT.println("Ready: ws://127.0.0.1:" + server.port() + ", " + options.streams() + " streams at most");
    }

    /** The input ends with the process that started this program, even if that was killed. */
    private static void endWithInput() {
        var watch = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException ended) {
                        // Treated like the end of the input.
                    }
                    System.exit(0);
                },
                "until-input-ends");
        watch.setDaemon(true);
        watch.start();
    }
}
