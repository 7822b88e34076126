package org.sessionroom.provider.dialect;

import java.util.List;
import java.util.Optional;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.stream.RecognitionEvent;

/** A provider's protocol over a WebSocket. One instance for each conversation: it may be stateful. */
interface SocketDialect {

    /** The first messages. */
    List<Frame> greeting();

    /** Whether sound may be sent without waiting for an answer to the first messages. */
    boolean readyAtOnce();

    List<Frame> sound(byte[] pcm);

    /** The end of a run of speech. */
    Pause commit();

    /** No more sound follows. */
    List<Frame> end();

    /** Interprets a message; an unknown one has no effect. */
    Reading read(String message) throws Unreadable;

    /** Whether the provider answers each piece of sound. */
    boolean answersSound();

    /** Whether the provider answers each commit. */
    boolean answersCommits();

    /**
     * The messages at the end of a run of speech.
     *
     * @param silence samples of silence in these messages, in the stream's rate
     */
    record Pause(List<Frame> frames, int silence) {}

    /**
     * The interpretation of a message.
     *
     * @param answers messages to send in reply
     * @param end why the conversation must end, if it must
     */
    record Reading(List<RecognitionEvent> events, List<Frame> answers, Optional<Reason> end) {

        static Reading of(RecognitionEvent... events) {
            return new Reading(List.of(events), List.of(), Optional.empty());
        }

        static Reading answer(Frame frame) {
            return new Reading(List.of(), List.of(frame), Optional.empty());
        }

        static Reading end(Reason reason) {
            return new Reading(List.of(), List.of(), Optional.of(reason));
        }
    }
}
