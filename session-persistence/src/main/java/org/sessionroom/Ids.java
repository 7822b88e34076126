package org.sessionroom;

import java.util.UUID;

/** Source of new identifiers; a test can replace it. */
@FunctionalInterface
public interface Ids {

    /** A new unique identifier; later ones sort after earlier ones (UUID version 7, RFC 9562 §5.7). */
    UUID next();
}
