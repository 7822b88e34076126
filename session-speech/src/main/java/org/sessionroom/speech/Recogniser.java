package org.sessionroom.speech;

import java.util.Optional;

/**
 * A recogniser for one speaker, from the first sound to the last. It returns results as Vosk's JSON,
 * which is sent to the client unchanged. Not thread-safe.
 */
interface Recogniser extends AutoCloseable {

    /**
     * Processes more sound.
     *
     * @param sound PCM, 16 bits, little endian, mono; whole samples
     * @return the utterance that ended within this sound: {@code {"text":…,"result":[{"word","start","end","conf"}…]}},
     *     times in seconds since the first sound
     */
    Optional<String> accept(byte[] sound);

    /** The partial text of the current utterance: {@code {"partial":…}}. */
    String partial();

    /** The last utterance, as far as it was spoken; no more sound may follow. */
    String end();

    /** Releases its resources; the recogniser must not be used afterwards. */
    @Override
    void close();
}
