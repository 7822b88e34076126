package org.sessionroom.tests.transcript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sessionroom.tests.driver.InstalledProgram;

/** CMU's recogniser with its general model of English, started as a process for each piece of speech. */
final class Pocketsphinx {

    /** Hz; the sample rate of its model. */
    static final int RATE = 16_000;

    private final String program = InstalledProgram.path("pocketsphinx_continuous", "pocketsphinx");
    private final Path log;

    /**
     * @param log file for its log messages
     * @throws IllegalStateException if the program or its model is missing
     */
    Pocketsphinx(Path log) throws IOException {
        this.log = log;
        hear(new byte[RATE]);
    }

    /** The words of a piece of speech, in lower case and without punctuation; empty if none was recognised. */
    String hear(byte[] sound) throws IOException {
        Path piece = Files.createTempFile("piece", ".raw");
        try {
            Files.write(piece, sound);
            Process process = new ProcessBuilder(program, "-infile", piece.toString())
                    .redirectError(log.toFile())
                    .start();
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("pocketsphinx does not hear, see " + log
                        + ". Its model is in the package pocketsphinx-en-us: install it.");
            }
            return words.strip().replaceAll("\\s+", " ");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Files.delete(piece);
        }
    }
}
