package org.sessionroom.room;

import java.time.Duration;

/** What lies under a socket: how it is stopped when its other end does not stop. */
interface Wire {

    /** Nothing more is read, so that the other end's bytes pile up in its own network. */
    void stopReading();

    /** Ends the connection without a further word, once so much time has passed; at once for zero. */
    void cutOff(Duration after);
}
