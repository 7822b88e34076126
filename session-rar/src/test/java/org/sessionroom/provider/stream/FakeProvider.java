package org.sessionroom.provider.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.StringJoiner;
import org.sessionroom.provider.api.Reason;

/** A provider in memory, without threads: the test says what each of its conversations does. */
final class FakeProvider implements ProviderConversation.Opener {

    final List<Conversation> conversations = new ArrayList<>();
    boolean answersSound;
    boolean answersCommits = true;
    boolean keepsTime;

    /** Samples of silence that each commit sends. */
    int silence;

    @Override
    public ProviderConversation open(String language, ProviderConversation.Events events) {
        Conversation opened = new Conversation(events);
        conversations.add(opened);
        return opened;
    }

    /** A conversation by its number, from 1. */
    Conversation conversation(int number) {
        return conversations.get(number - 1);
    }

    /** One conversation; its methods without {@code @Override} are what the provider does. */
    final class Conversation implements ProviderConversation {

        private final Events events;
        private final StringJoiner sent = new StringJoiner(" ");
        private boolean free = true;

        private Conversation(Events events) {
            this.events = events;
        }

        Conversation connects() {
            events.opened();
            return this;
        }

        /** The provider is reached, and accepts sound. */
        Conversation listens() {
            connects();
            return tells(new RecognitionEvent.Ready());
        }

        Conversation tells(RecognitionEvent event) {
            events.recognised(event);
            return this;
        }

        /** An utterance begins and stops at these times, and has its place in the order. */
        Conversation hears(String item, long from, long to) {
            tells(new RecognitionEvent.SpeechStarted(item, from));
            tells(new RecognitionEvent.SpeechStopped(item, to));
            return tells(new RecognitionEvent.Committed(item));
        }

        Conversation completes(String item, String text) {
            return tells(new RecognitionEvent.Completed(
                    item, text, OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty()));
        }

        void fails(Reason reason) {
            events.failed(reason);
        }

        void stalls() {
            free = false;
        }

        void takesMore() {
            free = true;
            events.free();
        }

        /**
         * What was sent: the number of each tenth of a second of sound, {@code |} for a commit, and the names of the other calls.
         */
        String sent() {
            return sent.toString();
        }

        @Override
        public boolean free() {
            return free;
        }

        @Override
        public void sound(byte[] pcm) {
            for (int i = 0; i < pcm.length; i += Speech.FRAME_BYTES) {
                sent.add(Integer.toString(pcm[i]));
            }
        }

        @Override
        public int commit() {
            sent.add("|");
            return silence;
        }

        @Override
        public void end() {
            sent.add("end");
        }

        @Override
        public void close() {
            sent.add("close");
        }

        @Override
        public void abort() {
            sent.add("abort");
        }

        @Override
        public void ping() {
            sent.add("ping");
        }

        @Override
        public boolean answersSound() {
            return answersSound;
        }

        @Override
        public boolean answersCommits() {
            return answersCommits;
        }

        @Override
        public boolean keepsTime() {
            return keepsTime;
        }
    }
}
