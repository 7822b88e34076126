package org.sessionroom.provider.stream;

import org.sessionroom.provider.api.Reason;

/** One conversation with a provider, from its opening to its end. No method blocks the caller. */
public interface ProviderConversation {

    /** Whether it can send more now. Otherwise it calls {@link Events#free()} when it can. */
    boolean free();

    /** Sends sound: signed 16-bit samples, little endian, in the stream's rate. */
    void sound(byte[] pcm);

    /**
     * Ends a run of speech.
     *
     * @return samples of silence sent for it
     */
    int commit();

    /** No more sound follows. */
    void end();

    /** Closes the conversation normally after all results arrived. */
    void close();

    /** Ends the conversation at once. */
    void abort();

    /** Sends a sign of life. */
    void ping();

    /** Whether the provider answers each piece of sound. */
    boolean answersSound();

    /** Whether the provider answers each commit. */
    boolean answersCommits();

    /** Whether it detects by itself, and fails, when the provider takes too long to answer. */
    boolean keepsTime();

    /** Opens conversations of one dialect. */
    @FunctionalInterface
    interface Opener {
        ProviderConversation open(String language, Events events);
    }

    /** The events of a conversation, from any thread, and except for {@link #bytes} never from within one of its methods. */
    interface Events {

        /** The provider was reached. */
        void opened();

        /** It can send more. */
        void free();

        void recognised(RecognitionEvent event);

        /** The conversation is over; no other event follows. */
        void failed(Reason reason);

        /** Bytes were sent and received. */
        void bytes(long sent, long received);
    }
}
