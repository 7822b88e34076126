package org.sessionroom.provider.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sessionroom.provider.api.Reason;

/** When a stream may open a conversation after failures, when it gives up, and what it has to drop for it. */
final class Reconnection {

    /** The number of conversations that the same speech may break before it is dropped. */
    static final int STRIKES = 5;

    private final Duration giveUp;
    private final Backoff backoff;
    private final Health health;
    private Instant openAgainAt = Instant.MIN;
    private Optional<Instant> downSince = Optional.empty();
    private long struckAt = -1;
    private int strikes;

    /** @param giveUp without a provider for this long the stream is lost */
    Reconnection(Duration giveUp, Backoff backoff, Health health) {
        this.giveUp = giveUp;
        this.backoff = backoff;
        this.health = health;
    }

    /** The provider accepts sound; it has not shown yet that it recognises anything. */
    void reached() {
        health.up();
    }

    /** The provider works. */
    void proved() {
        backoff.reset();
        downSince = Optional.empty();
        health.up();
    }

    void failed(Reason reason, Instant now) {
        health.down(reason);
        downSince = Optional.of(downSince.orElse(now));
    }

    /** Whether another conversation would be useless. */
    boolean isHopeless(Reason reason, Instant now) {
        return reason.remedy() == Reason.Remedy.OPERATOR
                || downSince.filter(since -> !now.isBefore(since.plus(giveUp))).isPresent();
    }

    /** The next conversation is opened after a pause, which is longer after each failure. */
    void pause(Instant now) {
        openAgainAt = now.plus(backoff.next());
    }

    boolean mayOpen(Instant now) {
        return !now.isBefore(openAgainAt);
    }

    /**
     * A conversation failed in which speech from this position was sent.
     *
     * @return whether this speech has broken so many in a row that it must be dropped
     */
    boolean strike(long place) {
        strikes = struckAt == place ? strikes + 1 : 1;
        struckAt = place;
        return strikes >= STRIKES;
    }
}
