package org.sessionroom.provider.stream;

import org.sessionroom.provider.api.Reason;

/** One conversation with a provider, from its opening to its end. No method keeps the caller waiting. */
public interface ProviderConversation {

    /** Whether it would send more at once. Otherwise it says {@link Events#free()} when it will. */
    boolean free();

    /** Sends sound: signed 16-bit samples, little endian, in the stream's rate. */
    void sound(byte[] pcm);

    /**
     * Ends a run of speech.
     *
     * @return samples of silence sent for it
     */
    int commit();

    /** Says that nothing more will come. */
    void end();

    /** Says goodbye after all was heard. */
    void close();

    /** Ends at once. */
    void abort();

    /** Shows the other side that somebody is there. */
    void ping();

    /** Whether the provider answers each piece of sound. */
    boolean answersSound();

    /** Whether the provider answers each commit. */
    boolean answersCommits();

    /** Whether it notices by itself, and fails, when the provider takes too long over what it was sent. */
    boolean keepsTime();

    /** Opens lines of one dialect. */
    @FunctionalInterface
    interface Opener {
        ProviderConversation open(String language, Events events);
    }

    /** What comes of a line, from any thread, and but for {@link #bytes} never from within one of its methods. */
    interface Events {

        /** The provider was reached. */
        void opened();

        /** It would send more. */
        void free();

        void recognised(RecognitionEvent event);

        /** It is over; nothing else follows. */
        void failed(Reason reason);

        /** Bytes went to and fro. */
        void bytes(long sent, long received);
    }
}
