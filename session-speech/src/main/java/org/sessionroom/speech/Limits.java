package org.sessionroom.speech;

import java.time.Duration;

/**
 * The limits for clients of the engine.
 *
 * @param streams concurrent clients; each has a recogniser of some tens of megabytes
 * @param workers threads that recognise; more than there are processors only slows everybody down
 * @param soundBytes maximum bytes of one piece of sound
 * @param textBytes maximum bytes of one text message
 * @param idle how long a client may send nothing
 */
record Limits(int streams, int workers, int soundBytes, int textBytes, Duration idle) {

    /** A piece of 256 KB is 8 seconds at 16 kHz, and occupies a worker for one or two. */
    private static final int SOUND = 256 * 1024;

    private static final int TEXT = 4 * 1024;

    /** In a therapy people are silent for long, and the room sends no silence; it replaces its conversations every 25 minutes. */
    private static final Duration IDLE = Duration.ofMinutes(30);

    /** One worker for each processor. */
    static Limits of(int streams) {
        return new Limits(streams, Runtime.getRuntime().availableProcessors(), SOUND, TEXT, IDLE);
    }

    /** A processor can handle some four speakers with a small model. */
    static int usualStreams() {
        return 4 * Runtime.getRuntime().availableProcessors();
    }
}
