package org.sessionroom.provider.dialect;

import java.util.List;
import java.util.Optional;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.stream.RecognitionEvent;

/** How a provider is spoken to over a WebSocket. One for each line: it may remember what was said. */
interface SocketDialect {

    /** The first words. */
    List<Frame> greeting();

    /** Whether sound may be sent without waiting for an answer to the first words. */
    boolean readyAtOnce();

    List<Frame> sound(byte[] pcm);

    /** The end of a run of speech. */
    Pause commit();

    /** Nothing more will come. */
    List<Frame> end();

    /** What a message means; nothing for one that is not known. */
    Reading read(String message) throws Unreadable;

    /** Whether each piece of sound is answered. */
    boolean answersSound();

    /** Whether each commit is answered. */
    boolean answersCommits();

    /**
     * What is sent at the end of a run.
     *
     * @param silence samples of it among what is sent, in the stream's rate
     */
    record Pause(List<Frame> frames, int silence) {}

    /**
     * What a message means.
     *
     * @param answers what is said to it
     * @param end why nothing more can be said, if so
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
