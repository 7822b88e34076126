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

/** Creates Vosk recognisers for one model, which is loaded once and stays in memory until the program ends. */
final class VoskRecogniserFactory implements RecogniserFactory {
    private final Model model;

    private VoskRecogniserFactory(Model model) {
        this.model = model;
    }

    /**
     * Loads the model, which takes a second for a small and half a minute for a large one. If Vosk cannot load a model, it writes
     * the reason to the error output; for some models it ends the process.
     *
     * @param folder an unpacked model, which contains {@code am}, {@code conf} and {@code graph}
     * @throws StartupException if there is none, it cannot be loaded, or Vosk does not run on this machine
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
        // Older models have it in the top folder.
        if (!Files.exists(folder.resolve("am/final.mdl")) && !Files.exists(folder.resolve("final.mdl"))) {
            throw new StartupException(
                    "The folder " + folder + " holds no model for Vosk: am/final.mdl is missing. Name the "
                            + "folder that has am, conf and graph in it.");
        }
    }

    /** @throws StartupException if there is no library for this system and processor, or it cannot be unpacked */
    static void loadLibrary() throws StartupException {
        // Vosk uses UTF-8 everywhere; JNA would use the locale's encoding and break every accent in a service
        // without one.
        System.setProperty("jna.encoding", "UTF-8");
        try {
            // Only warnings and errors; more verbose levels would log details of the decoding.
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
