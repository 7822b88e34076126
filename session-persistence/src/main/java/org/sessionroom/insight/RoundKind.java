package org.sessionroom.insight;

/** What is requested from the assistant. */
public enum RoundKind {
    /** Insights during the session, every few minutes. */
    LIVE,
    /** A draft of the notes for the whole session. */
    DRAFT
}
