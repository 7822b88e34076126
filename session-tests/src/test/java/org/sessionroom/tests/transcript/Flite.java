package org.sessionroom.tests.transcript;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.InstalledProgram;
import org.sessionroom.tests.driver.MicrophoneClient;

/** An English speaker: the speech synthesiser flite, with the voice that {@link Pocketsphinx} recognises best. */
final class Flite {

    private static final String VOICE = "rms";

    private final String program = InstalledProgram.path("flite", "flite");
    private final Path folder;
    private int said;

    /** @param folder in which the recordings stay, so that they can be played later */
    Flite(Path folder) {
        this.folder = folder;
    }

    /** In a microphone's format: {@link MicrophoneClient#RATE}, signed 16-bit samples, little endian, one channel. */
    byte[] says(String sentence) {
        try {
            said++;
            Path file = Files.createDirectories(folder).resolve(said + ".wav");
            Process speaking = new ProcessBuilder(
                            List.of(program, "-voice", VOICE, "-t", sentence, "-o", file.toString()))
                    .inheritIO()
                    .start();
            HttpVisitor.require(speaking.waitFor() == 0, "flite could not say it");
            try (AudioInputStream recording = AudioSystem.getAudioInputStream(file.toFile())) {
                return Pcm.at(MicrophoneClient.RATE, recording);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnsupportedAudioFileException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
