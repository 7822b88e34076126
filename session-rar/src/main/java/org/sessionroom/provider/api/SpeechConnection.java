package org.sessionroom.provider.api;

/**
 * One live stream of one microphone. What is heard comes to the {@link TranscriptListener}. To be closed when the
 * microphone is: a stream is never used again for another, so that nobody's sound stays in a pool.
 */
public interface SpeechConnection extends AutoCloseable {

    /**
     * Takes a frame of speech and returns at once. Silence may be left out between frames: {@code atMillis} says when a
     * frame was spoken, and what is heard carries these times.
     *
     * @param pcm16le signed 16-bit samples, little endian, one channel, {@link SpeechSpec#RATE} a second; at most
     *     {@value #MOST_BYTES} bytes
     * @param atMillis when its first sample was spoken, in milliseconds since the epoch
     * @throws IllegalArgumentException for half a sample, nothing, or too much
     */
    Appended append(byte[] pcm16le, long atMillis);

    /**
     * A run of speech has ended: what was appended so far should be heard to its end without waiting for more. Called again
     * and again it is the sign of life of an owner who hears silence: a stream without a word of its owner for ten minutes
     * is closed.
     */
    void commit();

    /** Hears out what was appended, for as long as that may take, without keeping the caller. */
    @Override
    void close();

    /**
     * Closes it without hearing anything out: what was appended and not sent yet never leaves, and nothing more comes of it.
     * Also after {@link #close()}, as long as that takes.
     */
    void abandon();

    /** Bytes of the longest frame: one second. */
    int MOST_BYTES = 2 * SpeechSpec.RATE;
}
