package org.sessionroom.identity;

import java.time.Duration;

/** By so much the clocks of two nodes, and of the institution's provider, may differ when one reads a time the other wrote. */
public final class ClockLeeway {

    public static final Duration OF_TOKENS = Duration.ofSeconds(60);

    private ClockLeeway() {}
}
