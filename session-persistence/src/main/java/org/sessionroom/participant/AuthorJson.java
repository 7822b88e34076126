package org.sessionroom.participant;

import jakarta.json.JsonObjectBuilder;

/** The JSON members that name an {@link Author}: {@code by}, and {@code invitation} for a client. */
public final class AuthorJson {

    private AuthorJson() {}

    /** @return the same builder */
    public static JsonObjectBuilder add(JsonObjectBuilder json, Author author) {
        json.add("by", author.participant().toString());
        if (author.invitation() != null) {
            json.add("invitation", author.invitation().toString());
        }
        return json;
    }
}
