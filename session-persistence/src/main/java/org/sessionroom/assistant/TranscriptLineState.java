package org.sessionroom.assistant;

/** What has become of a line of the transcript. */
public enum TranscriptLineState {
    /** As the recogniser heard it. */
    SPOKEN,
    /** The therapist has put it right; what was heard is kept beside it. */
    CORRECTED,
    /** Whoever said it took it back; its text is gone. */
    STRUCK,
    /** One of the two took the last minutes off the record; its text is gone. */
    DROPPED,
    /** Nothing could be heard. */
    GAP
}
