package org.sessionroom.provider.api;

/**
 * One live stream of one microphone. Results are delivered to the {@link TranscriptListener}. Must be closed with the
 * microphone: a stream is never reused for another, so that nobody's sound stays in a pool.
 */
public interface SpeechConnection extends AutoCloseable {

    /**
     * Accepts a frame of speech without blocking. Silence may be left out between frames: {@code atMillis} is the time at which a
     * frame was spoken, and results contain these times.
     *
     * @param pcm16le signed 16-bit samples, little endian, one channel, {@link SpeechSpec#RATE} a second; at most
     *     {@value #MOST_BYTES} bytes
     * @param atMillis when its first sample was spoken, in milliseconds since the epoch
     * @throws IllegalArgumentException for half a sample, an empty frame, or one that is too long
     */
    Appended append(byte[] pcm16le, long atMillis);

    /**
     * A run of speech has ended: what was appended so far should be recognised completely without waiting for more. Calling it
     * repeatedly during silence is also the owner's sign of life: a stream without any call of its owner for ten minutes
     * is closed.
     */
    void commit();

    /** Closes the stream without blocking; what was appended is still recognised. */
    @Override
    void close();

    /**
     * Closes the stream immediately: sound that was not sent yet is discarded, and no more results are delivered.
     * May also be called after {@link #close()}, while results are still expected.
     */
    void abandon();

    /** Maximum bytes of a frame: one second. */
    int MOST_BYTES = 2 * SpeechSpec.RATE;
}
