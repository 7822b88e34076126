package org.sessionroom.assistant;

/** Why nothing could be heard of somebody for a while. */
public enum GapReason {
    /** The person's line to the server was cut. */
    LINE_LOST,
    /** The recogniser was out of reach, or failed. */
    RECOGNISER_LOST,
    /** The recogniser refuses for good: whoever runs the installation has to see to it. */
    RECOGNISER_REFUSED,
    /** More sound came than could be passed on. */
    OVERLOADED,
    /** One of the two asked to be off the record. */
    OFF_THE_RECORD,
    /** The consent to the transcription was taken back. */
    CONSENT_WITHDRAWN,
    /** What was heard may be no speech. Nothing is kept under this reason: the line is, and is marked. */
    DOUBTFUL
}
