package org.sessionroom.room;

import java.time.Duration;

/** The connection of a socket: stops it even if its peer continues to send. */
interface Wire {

    /** Stops reading, so that TCP holds back the peer's bytes. */
    void stopReading();

    /** Ends the connection without a close frame after this time; at once for zero. */
    void cutOff(Duration after);
}
