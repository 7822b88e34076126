package org.sessionroom.transcript;

/** Why nothing of a person was recognised for a while. */
public enum GapReason {
    /** The person's connection to the server was lost. */
    LINE_LOST,
    /** The recogniser was unreachable, or failed. */
    RECOGNISER_LOST,
    /** The recogniser refuses permanently: the operator has to fix it. */
    RECOGNISER_REFUSED,
    /** More sound arrived than could be passed on. */
    OVERLOADED,
    /** One of the two asked to be off the record. */
    OFF_THE_RECORD,
    /** The consent to the transcription was withdrawn. */
    CONSENT_WITHDRAWN,
    /** The text may not be speech. No gap is stored with this reason: the line itself is stored and marked as doubtful. */
    DOUBTFUL
}
