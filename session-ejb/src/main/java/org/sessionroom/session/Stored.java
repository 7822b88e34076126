package org.sessionroom.session;

import java.util.Optional;

/**
 * What a request stored, or had stored before.
 *
 * @param again whether the same request had come before; then nothing was stored or published now
 */
public record Stored<T>(T value, boolean again) {

    /** The first answer, if the request was repeated. */
    public Optional<T> repeated() {
        return again ? Optional.of(value) : Optional.empty();
    }
}
