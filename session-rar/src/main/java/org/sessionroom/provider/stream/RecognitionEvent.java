package org.sessionroom.provider.stream;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.sessionroom.provider.api.Reason;

/** An event from a provider, in terms that all dialects share. Milliseconds count the sound sent in the conversation. */
public sealed interface RecognitionEvent {

    /** Applies it to the state of a conversation. */
    void applyTo(Epoch epoch, Instant now);

    /** The provider accepts sound. */
    record Ready() implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch, Instant now) {
            epoch.listening(now);
        }
    }

    /** The provider answered without any result. */
    record Nothing() implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch, Instant now) {}
    }

    /** An utterance began. */
    record SpeechStarted(String item, long millis) implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch, Instant now) {
            epoch.speechStarted(item, millis);
        }
    }

    /** An utterance ended; its text is still being computed. */
    record SpeechStopped(String item, long millis) implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch, Instant now) {
            epoch.speechStopped(item, millis);
        }
    }

    /** An utterance has its position in the order. */
    record Committed(String item) implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch, Instant now) {
            epoch.committed(item, now);
        }
    }

    /** There was no speech up to a commit. */
    record NothingCommitted() implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch, Instant now) {
            epoch.nothingCommitted();
        }
    }

    /** The provider does not support commits; from now on a run is ended with silence. */
    record CommitUnknown() implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch, Instant now) {
            epoch.commitUnknown();
        }
    }

    /** An addition to an utterance's partial text. */
    record Delta(String item, String text) implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch, Instant now) {
            epoch.delta(item, text);
        }

        /** Does not contain the spoken text, which must not reach a log. */
        @Override
        public String toString() {
            return "Delta[" + item + "]";
        }
    }

    /** The whole partial text of an utterance. */
    record Text(String item, String text) implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch, Instant now) {
            epoch.text(item, text);
        }

        /** Does not contain the spoken text, which must not reach a log. */
        @Override
        public String toString() {
            return "Text[" + item + "]";
        }
    }

    /**
     * A complete utterance; with the times of its first and last word, if the provider reports them.
     *
     * @param doubtful whether the provider doubts that it is speech
     */
    record Completed(
            String item, String text, OptionalDouble confidence, OptionalLong from, OptionalLong to, boolean doubtful)
            implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch, Instant now) {
            epoch.completed(this);
        }

        /** An utterance that is not doubtful. */
        public Completed(String item, String text, OptionalDouble confidence, OptionalLong from, OptionalLong to) {
            this(item, text, confidence, from, to, false);
        }

        /** Does not contain the spoken text, which must not reach a log. */
        @Override
        public String toString() {
            return "Completed[" + item + "]";
        }
    }

    /** An utterance that could not be recognised. */
    record Failed(String item, Reason reason) implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch, Instant now) {
            epoch.utteranceFailed(item, reason);
        }
    }

    /** An error after which the conversation continues. */
    record Complained(Reason reason) implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch, Instant now) {
            epoch.complained(reason);
        }
    }

    /** Everything sent before the end message was answered. */
    record Ended() implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch, Instant now) {
            epoch.ended();
        }
    }
}
