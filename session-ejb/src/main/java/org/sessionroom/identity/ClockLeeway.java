package org.sessionroom.identity;

import java.time.Duration;

/** The tolerated difference between the clocks of two nodes, or of a node and the institution's provider. */
public final class ClockLeeway {

    public static final Duration OF_TOKENS = Duration.ofSeconds(60);

    private ClockLeeway() {}
}
