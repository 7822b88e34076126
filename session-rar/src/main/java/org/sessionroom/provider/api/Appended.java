package org.sessionroom.provider.api;

/** What became of a frame of sound. */
public enum Appended {
    /** It will be sent. */
    ACCEPTED,
    /** The provider does not keep up and the frame was left out; a {@link LostSpeech} will say so. Later frames may fit again. */
    OVERFLOW,
    /** The stream is closed or given up, and nothing more is heard on it. */
    LOST
}
