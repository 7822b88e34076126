package org.sessionroom;

import java.util.UUID;

/** Where new identifiers come from, so that a test can say which. */
@FunctionalInterface
public interface Ids {

    /** A new identifier, never given before; later ones sort after earlier ones (UUID version 7, RFC 9562 §5.7). */
    UUID next();
}
