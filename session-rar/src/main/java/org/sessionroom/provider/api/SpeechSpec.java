package org.sessionroom.provider.api;

import java.util.Objects;
import java.util.UUID;

/**
 * What a stream of speech is.
 *
 * @param streamId of one microphone, from its opening to its closing; never used again
 * @param language spoken, as BCP 47 names it ({@code pt-BR})
 * @param rate samples a second, {@value #RATE}
 */
public record SpeechSpec(UUID streamId, String language, int rate) {

    /** The one rate in which speech is taken, in Hz. */
    public static final int RATE = 16_000;

    /** @throws IllegalArgumentException when the language is no tag, or with another rate */
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
