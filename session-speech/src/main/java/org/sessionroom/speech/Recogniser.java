package org.sessionroom.speech;

import java.util.Optional;

/**
 * A recogniser that listens to one speaker, from the first sound to the last. What it heard it tells as the JSON of Vosk,
 * which goes to the client as it is. One thread at a time.
 */
interface Recogniser extends AutoCloseable {

    /**
     * Listens on.
     *
     * @param sound PCM, 16 bits, little endian, mono; whole samples
     * @return the utterance that ended within this sound: {@code {"text":…,"result":[{"word","start","end","conf"}…]}},
     *     times in seconds since the first sound
     */
    Optional<String> accept(byte[] sound);

    /** What the utterance in progress seems to be: {@code {"partial":…}}. */
    String partial();

    /** The last utterance, as far as it came; nothing more may be said to this ear. */
    String end();

    /** Gives back what it holds; an ear is used no more after that. */
    @Override
    void close();
}
