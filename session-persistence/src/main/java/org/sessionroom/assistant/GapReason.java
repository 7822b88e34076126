package org.sessionroom.assistant;

/** Why nothing could be heard of somebody for a while. */
public enum GapReason {
    /** The person's line to the server was cut. */
    LINE_LOST,
    /** The recogniser was out of reach, or refused. */
    RECOGNISER_LOST,
    /** More sound came than could be passed on. */
    OVERLOADED,
    /** One of the two asked to be off the record. */
    OFF_THE_RECORD,
    /** The consent to the transcription was taken back. */
    CONSENT_WITHDRAWN
}
