package org.sessionroom.provider.api;

import java.util.Objects;
import java.util.UUID;

/**
 * The parameters of a stream of speech.
 *
 * @param streamId of one microphone, from its opening to its closing; never reused
 * @param language spoken, a BCP 47 tag ({@code pt-BR})
 * @param rate samples a second, {@value #RATE}
 */
public record SpeechSpec(UUID streamId, String language, int rate) {

    /** The only accepted sample rate, in Hz. */
    public static final int RATE = 16_000;

    /** @throws IllegalArgumentException if the language is not a tag, or for another rate */
    public SpeechSpec {
        Objects.requireNonNull(streamId);
        if (!language.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")) {
            throw new IllegalArgumentException("language is no BCP 47 tag");
        }
        if (rate != RATE) {
            throw new IllegalArgumentException("rate must be " + RATE);
        }
    }
}
