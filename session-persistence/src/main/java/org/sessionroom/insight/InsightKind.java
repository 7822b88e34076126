package org.sessionroom.insight;

/** The kind of an {@link Insight}. */
public enum InsightKind {
    /** A topic of a part of the conversation. */
    THEME,
    /** How the tone developed. */
    ARC,
    /** Something that stood out. */
    MOMENT,
    /** What the therapist did. */
    INTERVENTION,
    /** A topic to take up again. */
    FOLLOW_UP,
    /** A sentence for a section of the notes. */
    NOTE_SECTION
}
