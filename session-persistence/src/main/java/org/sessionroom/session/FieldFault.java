package org.sessionroom.session;

import java.io.Serializable;

/**
 * Which member of what was asked for cannot be taken, and why. Holds no content: it may end up in a log.
 *
 * @param field as the caller names it, or empty for all of it
 * @param allowed what would be taken, such as {@code 10–120}, where it can be said in short; else empty
 */
public record FieldFault(String field, Kind kind, String allowed) implements Serializable {

    /** What is wrong with it. */
    public enum Kind {
        /** It is not there, or nothing of it can be seen. */
        MISSING,
        /** It is of another type, such as a number in place of a text. */
        WRONG_TYPE,
        TOO_LONG,
        /** It holds control characters, or such as change the direction in which the others are read. */
        UNPRINTABLE,
        /** Mail cannot go there. */
        NO_ADDRESS,
        /** Mail could go there only with letters that not every mail server passes on (RFC 6531). */
        FOREIGN_ADDRESS,
        /** The domain has letters that only its provider can write as mail servers need it. */
        FOREIGN_DOMAIN,
        /** It is not a day, a time, an id … as it should be. */
        MALFORMED,
        /** The clocks were set forward over that time. */
        SKIPPED_TIME,
        OUT_OF_RANGE,
        /** It is not one of those there are. */
        UNKNOWN
    }
}
