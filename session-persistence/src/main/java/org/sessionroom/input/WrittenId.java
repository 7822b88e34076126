package org.sessionroom.input;

import java.util.UUID;
import java.util.regex.Pattern;

/** The only accepted spelling of our ids (RFC 9562 §4): {@link UUID#fromString} also accepts shorter ones, which would be aliases. */
public final class WrittenId {

    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private WrittenId() {}

    public static boolean isOne(String text) {
        return text != null && FORM.matcher(text).matches();
    }

    /** @throws IllegalArgumentException if the text, which may be null, is not an id */
    public static UUID parse(String text) {
        if (!isOne(text)) {
            throw new IllegalArgumentException("no id");
        }
        return UUID.fromString(text);
    }
}
