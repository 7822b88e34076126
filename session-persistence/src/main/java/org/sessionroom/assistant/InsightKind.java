package org.sessionroom.assistant;

/** What an {@link Insight} tells about. */
public enum InsightKind {
    /** What was spoken of for a while. */
    THEME,
    /** How the way it sounded went. */
    ARC,
    /** Something that stood out. */
    MOMENT,
    /** What the therapist did. */
    INTERVENTION,
    /** What may be taken up again. */
    FOLLOW_UP,
    /** A sentence for a section of the notes. */
    NOTE_SECTION
}
