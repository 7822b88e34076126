package org.sessionroom.transcript;

/** The state of a transcript line. */
public enum TranscriptLineState {
    /** As recognised. */
    SPOKEN,
    /** The therapist has corrected it; the recogniser's text is stored too. */
    CORRECTED,
    /** Its speaker deleted it; its text is gone. */
    STRUCK,
    /** One of the two took the last minutes off the record; its text is gone. */
    DROPPED,
    /** Nothing was recognised. */
    GAP
}
