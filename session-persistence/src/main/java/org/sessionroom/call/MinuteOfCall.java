package org.sessionroom.call;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.sessionroom.participant.ParticipantRole;

/** Collects one participant's samples of the current minute. */
public final class MinuteOfCall {

    /** Maximum samples; four times what a browser measures in a minute, to allow for reconnects. */
    static final int MOST = 120;

    private final ParticipantRole role;
    private final List<QualitySample> samples = new ArrayList<>();
    private Instant minute = Instant.MIN;

    public MinuteOfCall(ParticipantRole role) {
        this.role = role;
    }

    /**
     * Adds samples to the minute in which they arrive.
     *
     * @return the minute so far
     */
    public synchronized CallQuality add(List<QualitySample> more, Instant now) {
        Instant current = now.truncatedTo(ChronoUnit.MINUTES);
        if (!current.equals(minute)) {
            samples.clear();
            minute = current;
        }
        more.stream().limit(MOST - samples.size()).forEach(samples::add);
        return CallQuality.of(role, minute, samples);
    }
}
