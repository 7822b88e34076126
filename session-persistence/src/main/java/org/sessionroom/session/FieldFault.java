package org.sessionroom.session;

import java.io.Serializable;

/**
 * Which member of a request is invalid, and why. Contains no content, because it may be logged.
 *
 * @param field as the caller names it, or empty for the whole request
 * @param allowed the accepted values, such as {@code 10–120}, if they can be described briefly; otherwise empty
 */
public record FieldFault(String field, Kind kind, String allowed) implements Serializable {

    /** What is wrong with it. */
    public enum Kind {
        /** It is missing, or contains nothing visible. */
        MISSING,
        /** It has another type, such as a number instead of a text. */
        WRONG_TYPE,
        TOO_LONG,
        /** It contains control characters, or characters that change the reading direction of the others. */
        UNPRINTABLE,
        /** Mail cannot be sent there. */
        NO_ADDRESS,
        /** The address has letters that not every mail server passes on (RFC 6531). */
        FOREIGN_ADDRESS,
        /** The domain has letters that we cannot safely convert to the form of mail servers. */
        FOREIGN_DOMAIN,
        /** It is not a well-formed day, time, id … */
        MALFORMED,
        /** The clocks were set forward over that time. */
        SKIPPED_TIME,
        /** The day is over. */
        PAST,
        OUT_OF_RANGE,
        /** It is not one of the known values. */
        UNKNOWN
    }
}
