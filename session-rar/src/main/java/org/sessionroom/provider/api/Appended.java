package org.sessionroom.provider.api;

/** The result of appending a frame of sound. */
public enum Appended {
    /** It will be sent. */
    ACCEPTED,
    /** The provider is too slow and the frame was dropped; a {@link LostSpeech} will report it. Later frames may be accepted again. */
    OVERFLOW,
    /** The stream is closed or was given up, and no more sound is accepted. */
    LOST
}
