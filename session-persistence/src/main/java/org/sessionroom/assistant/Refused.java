package org.sessionroom.assistant;

/** How much of an answer was refused for one reason. Never says what it was. */
public record Refused(Reason reason, int count) {

    /** Why a statement, or the whole answer, is not used. */
    public enum Reason {
        /** The answer is longer than any that is asked for. */
        TOO_LARGE,
        /** The answer is not the JSON that was asked for. */
        NOT_JSON,
        /** More statements than are asked for. */
        TOO_MANY,
        /** A member is missing, of another type, or not known. */
        WRONG_SHAPE,
        UNKNOWN_KIND,
        /** A section of another form, or for what is not of the notes. */
        WRONG_SECTION,
        NO_TEXT,
        TEXT_TOO_LONG,
        /** It rests on nothing. */
        NO_CITATION,
        UNKNOWN_SEGMENT,
        UNKNOWN_CHANGE,
        /** What is given as said was not said so. */
        QUOTE_NOT_VERBATIM,
        /** The quote begins right after the word that denies it. */
        QUOTE_CUTS_DENIAL,
        /** A diagnosis, a score or a degree of severity or risk that nobody spoke of. */
        JUDGEMENT
    }
}
