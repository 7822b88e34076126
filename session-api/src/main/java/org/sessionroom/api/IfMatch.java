package org.sessionroom.api;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/** The condition of a write: the version that it replaces (RFC 9110 §13.1.1). */
final class IfMatch {

    private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");

    private IfMatch() {}

    /**
     * @param header an If-Match header, or null for none
     * @param changed the refusal for a condition that no version can satisfy
     * @return the version it names; empty without the header
     */
    static OptionalLong version(String header, Rejection changed) {
        if (header == null) {
            return OptionalLong.empty();
        }
        Matcher version = VERSION.matcher(header.strip());
        if (!version.matches()) {
            throw new SessionRejected(changed);
        }
        return OptionalLong.of(Long.parseLong(version.group(1)));
    }
}
