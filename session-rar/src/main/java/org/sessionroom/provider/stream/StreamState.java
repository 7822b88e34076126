package org.sessionroom.provider.stream;

import java.util.EnumSet;
import java.util.Set;

/** The states of a stream, and which of them may follow which. */
enum StreamState {
    /** No conversation accepts sound; speech is buffered until one does. */
    CONNECTING,
    /** A conversation accepts sound. */
    LISTENING,
    /** A conversation accepts sound, and another is being opened that will replace it at a pause. */
    ROTATING,
    /** The owner has closed the stream: no more speech is accepted, and results of earlier speech are still expected. */
    CLOSING,
    /** Nothing is accepted or delivered any more. */
    ENDED;

    Set<StreamState> successors() {
        return switch (this) {
            case CONNECTING -> EnumSet.of(LISTENING, CLOSING, ENDED);
            case LISTENING -> EnumSet.of(CONNECTING, ROTATING, CLOSING, ENDED);
            case ROTATING -> EnumSet.of(CONNECTING, LISTENING, CLOSING, ENDED);
            case CLOSING -> EnumSet.of(ENDED);
            case ENDED -> EnumSet.noneOf(StreamState.class);
        };
    }

    /** Whether the owner may append speech. */
    boolean acceptsSpeech() {
        return this != CLOSING && this != ENDED;
    }

    /** Whether speech that is appended is sent at once. */
    boolean sendsSpeech() {
        return this == LISTENING || this == ROTATING;
    }
}
