package org.sessionroom.provider.stream;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.sessionroom.provider.api.Reason;

/** What a line heard from its provider, in words that all dialects share. Milliseconds count the sound sent on the line. */
public sealed interface RecognitionEvent {

    /** Enters it into what is known of a line. */
    void applyTo(Epoch epoch);

    /** The provider takes sound. */
    record Ready() implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch) {
            epoch.ready();
        }
    }

    /** The provider answered, and there is nothing to say of it. */
    record Nothing() implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch) {}
    }

    /** An utterance began. */
    record SpeechStarted(String item, long millis) implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch) {
            epoch.speechStarted(item, millis);
        }
    }

    /** An utterance ended; what it was is still being worked out. */
    record SpeechStopped(String item, long millis) implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch) {
            epoch.speechStopped(item, millis);
        }
    }

    /** An utterance has its place in the order. */
    record Committed(String item) implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch) {
            epoch.committed(item);
        }
    }

    /** There was nothing to hear up to a commit. */
    record NothingCommitted() implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch) {
            epoch.nothingCommitted();
        }
    }

    /** The provider takes no commits; from now on the line ends a run with silence. */
    record CommitUnknown() implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch) {
            epoch.commitUnknown();
        }
    }

    /** More of an utterance under way. */
    record Delta(String item, String text) implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch) {
            epoch.delta(item, text);
        }

        /** Shows nothing of what was said. */
        @Override
        public String toString() {
            return "Delta[" + item + "]";
        }
    }

    /** An utterance under way, in whole. */
    record Text(String item, String text) implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch) {
            epoch.text(item, text);
        }

        /** Shows nothing of what was said. */
        @Override
        public String toString() {
            return "Text[" + item + "]";
        }
    }

    /**
     * An utterance to its end; with the times of its first and last word, where the provider tells them.
     *
     * @param doubtful whether the provider doubts that it is speech
     */
    record Completed(
            String item, String text, OptionalDouble confidence, OptionalLong from, OptionalLong to, boolean doubtful)
            implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch) {
            epoch.completed(this);
        }

        /** Without a doubt. */
        public Completed(String item, String text, OptionalDouble confidence, OptionalLong from, OptionalLong to) {
            this(item, text, confidence, from, to, false);
        }

        /** Shows nothing of what was said. */
        @Override
        public String toString() {
            return "Completed[" + item + "]";
        }
    }

    /** An utterance that could not be heard. */
    record Failed(String item, Reason reason) implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch) {
            epoch.utteranceFailed(item, reason);
        }
    }

    /** Something went wrong that the line outlives. */
    record Complained(Reason reason) implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch) {
            epoch.complained(reason);
        }
    }

    /** Everything sent before the line's end was answered. */
    record Ended() implements RecognitionEvent {

        @Override
        public void applyTo(Epoch epoch) {
            epoch.ended();
        }
    }
}
