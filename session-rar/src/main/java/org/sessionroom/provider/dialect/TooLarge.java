package org.sessionroom.provider.dialect;

import java.io.IOException;

/** An answer beyond the maximum size. */
final class TooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    TooLarge() {
        super("answer too large");
    }
}
