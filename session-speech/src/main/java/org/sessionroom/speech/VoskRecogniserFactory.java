package org.sessionroom.speech;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.vosk.LibVosk;
import org.vosk.LogLevel;
import org.vosk.Model;
import org.vosk.Recognizer;

/** Vosk's recognisers over one model, which is read once and stays in memory until the program ends. */
final class VoskRecogniserFactory implements RecogniserFactory {
    private final Model model;

    private VoskRecogniserFactory(Model model) {
        this.model = model;
    }

    /**
     * Reads the model, which takes a second for a small and half a minute for a large one. What is wrong with one that Vosk
     * cannot read it writes to the error output; with some it ends the process.
     *
     * @param folder an unpacked model, which has {@code am}, {@code conf} and {@code graph} in it
     * @throws StartupException when there is none, it cannot be read, or Vosk does not run on this machine
     */
    static VoskRecogniserFactory of(Path folder) throws StartupException {
        requireModel(folder);
        loadLibrary();
        try {
            return new VoskRecogniserFactory(new Model(folder.toString()));
        } catch (IOException e) {
            throw new StartupException(
                    "Vosk cannot read the model in " + folder
                            + "; it is damaged, or not for Vosk. Vosk's own words stand above.",
                    e);
        }
    }

    private static void requireModel(Path folder) throws StartupException {
        if (!Files.exists(folder)) {
            throw new StartupException("There is no speech model at " + folder + ".");
        }
        if (!Files.isDirectory(folder)) {
            throw new StartupException("The speech model must be a folder, and " + folder
                    + " is a file; an archive has to be unpacked first.");
        }
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isEmpty()) {
                throw new StartupException("The folder " + folder + " is empty; there should be a speech model in it.");
            }
        } catch (IOException e) {
            throw new StartupException("The folder " + folder + " cannot be read.", e);
        }
        // Older models have it at the top.
        if (!Files.exists(folder.resolve("am/final.mdl")) && !Files.exists(folder.resolve("final.mdl"))) {
            throw new StartupException(
                    "The folder " + folder + " holds no model for Vosk: am/final.mdl is missing. Name the "
                            + "folder that has am, conf and graph in it.");
        }
    }

    /** @throws StartupException when there is no library for this system and processor, or it cannot be unpacked */
    static void loadLibrary() throws StartupException {
        // Vosk speaks UTF-8 everywhere; JNA would take the locale's encoding and break every accent in a service
        // without one.
        System.setProperty("jna.encoding", "UTF-8");
        try {
            // Warnings and errors; with more it would tell how it decodes.
            LibVosk.setLogLevel(LogLevel.WARNINGS);
        } catch (LinkageError e) {
            throw new StartupException(
                    "Vosk's library does not run on this machine (" + System.getProperty("os.name") + ", "
                            + System.getProperty("os.arch") + "): it is made for Linux, macOS and Windows on x86-64.",
                    e);
        }
    }

    @Override
    public Recogniser open(int sampleRate) {
        try {
            var recognizer = new Recognizer(model, sampleRate);
            recognizer.setWords(true);
            return new VoskEar(recognizer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record VoskEar(Recognizer recognizer) implements Recogniser {

        @Override
        public Optional<String> accept(byte[] sound) {
            return recognizer.acceptWaveForm(sound, sound.length)
                    ? Optional.of(recognizer.getResult())
                    : Optional.empty();
        }

        @Override
        public String partial() {
            return recognizer.getPartialResult();
        }

        @Override
        public String end() {
            return recognizer.getFinalResult();
        }

        @Override
        public void close() {
            recognizer.close();
        }
    }
}
