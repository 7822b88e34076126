package org.sessionroom.provider.dialect;

import java.util.List;
import org.sessionroom.provider.stream.Heard;

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
    List<Heard> read(String message) throws Unreadable;

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
}
