package org.sessionroom.call;

import java.time.Instant;
import java.util.List;
import org.sessionroom.participant.ParticipantRole;

/**
 * How the call reached one of the two during one minute of the server's clock.
 *
 * @param frames a second; its bad value is the 5th percentile, those of all others the 95th
 * @param relay whether any of it came through the TURN server
 */
public record CallQuality(
        ParticipantRole role,
        Instant minute,
        int samples,
        Spread roundTrip,
        Spread loss,
        Spread jitter,
        Spread received,
        Spread sent,
        Spread frames,
        int freezes,
        boolean relay) {

    static CallQuality of(ParticipantRole role, Instant minute, List<QualitySample> samples) {
        return new CallQuality(
                role,
                minute,
                samples.size(),
                Spread.ofCosts(samples, QualitySample::roundTrip),
                Spread.ofCosts(samples, QualitySample::loss),
                Spread.ofCosts(samples, QualitySample::jitter),
                Spread.ofCosts(samples, QualitySample::received),
                Spread.ofCosts(samples, QualitySample::sent),
                Spread.ofYields(samples, QualitySample::frames),
                samples.stream().mapToInt(QualitySample::freezes).sum(),
                samples.stream().anyMatch(QualitySample::relay));
    }

    /** The word for it. */
    public LineLevel level() {
        return LineLevel.of(roundTrip, loss, jitter);
    }
}
