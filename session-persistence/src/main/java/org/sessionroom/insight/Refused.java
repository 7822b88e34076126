package org.sessionroom.insight;

/** How much of an answer was refused for one reason. Contains no text of the answer. */
public record Refused(Reason reason, int count) {

    /** Why a statement, or the whole answer, is not used. */
    public enum Reason {
        /** The answer is longer than allowed. */
        TOO_LARGE,
        /** The answer is not the requested JSON. */
        NOT_JSON,
        /** More statements than allowed. */
        TOO_MANY,
        /** A member is missing, of another type, or unknown. */
        WRONG_SHAPE,
        UNKNOWN_KIND,
        /** A section of another form, or on an insight that is not for the notes. */
        WRONG_SECTION,
        NO_TEXT,
        TEXT_TOO_LONG,
        /** It cites nothing. */
        NO_CITATION,
        UNKNOWN_SEGMENT,
        UNKNOWN_CHANGE,
        /** A quote does not match what was said. */
        QUOTE_NOT_VERBATIM,
        /** The quote begins right after its negation. */
        QUOTE_CUTS_DENIAL,
        /** A diagnosis, a score or a degree of severity or risk that nobody spoke of. */
        JUDGEMENT
    }
}
