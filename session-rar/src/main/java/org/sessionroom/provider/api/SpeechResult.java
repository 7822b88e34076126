package org.sessionroom.provider.api;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.UUID;

/** What a stream reports to its {@link TranscriptListener}: either stored in the transcript, or shown and never stored. */
public sealed interface SpeechResult {

    UUID streamId();

    /** Calls the listener's method for it. */
    void deliverTo(TranscriptListener listener);

    /** A part of the transcript. */
    sealed interface Stored extends SpeechResult {

        /** When it began to be spoken. */
        Instant from();

        /** When it ended. */
        Instant to();

        @Override
        default void deliverTo(TranscriptListener listener) {
            listener.store(this);
        }
    }

    /** Something about the present moment. */
    sealed interface Shown extends SpeechResult {

        @Override
        default void deliverTo(TranscriptListener listener) {
            listener.show(this);
        }
    }

    /**
     * A recognised utterance that is complete. Never empty.
     *
     * @param epoch number of the conversation within the stream, from 1
     * @param itemId identifies the utterance within its epoch; at most 128 characters
     * @param confidence 0 to 1; empty if the provider does not report it
     * @param doubtful whether it may not be speech but what recognisers write for silence and noise
     */
    record RecognisedUtterance(
            UUID streamId,
            int epoch,
            String itemId,
            String text,
            Instant from,
            Instant to,
            OptionalDouble confidence,
            boolean doubtful)
            implements Stored {

        /** Does not contain the spoken text, which must not reach a log. */
        @Override
        public String toString() {
            return "RecognisedUtterance[" + streamId + ", " + epoch + ", " + itemId + "]";
        }
    }

    /** Speech that was not recognised and never will be. */
    record LostSpeech(UUID streamId, Instant from, Instant to, Reason reason) implements Stored {}

    /**
     * The text of an utterance in progress. It may turn out to be nothing, and then no utterance follows.
     *
     * @param from when it began to be spoken
     * @param text the whole utterance so far
     */
    record PartialText(UUID streamId, Instant from, String text) implements Shown {

        /** Does not contain the spoken text, which must not reach a log. */
        @Override
        public String toString() {
            return "PartialText[" + streamId + "]";
        }
    }

    /** The stream entered another state. */
    record StateChanged(UUID streamId, State state) implements Shown {

        /** The state of a stream. */
        public enum State {
            /** The provider accepts sound. */
            LISTENING,
            /** The provider is not connected; speech is buffered meanwhile for about half a minute. */
            RECONNECTING,
            /** Given up: no more speech is recognised. */
            LOST
        }
    }

    /** An error after which the stream continues; no speech is lost by it unless a {@link LostSpeech} reports so. */
    record ErrorReported(UUID streamId, Reason reason) implements Shown {}
}
