package org.sessionroom.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.sessionroom.participant.ParticipantRole;

/**
 * The quality of the call as one person received it during one minute of the server's clock.
 *
 * @param freezes how often the picture froze; empty if the browser does not report it
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
        OptionalInt freezes,
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
                samples.stream()
                        .flatMapToDouble(sample -> sample.freezes().stream())
                        .mapToInt(count -> (int) count)
                        .reduce(Integer::sum),
                samples.stream().anyMatch(QualitySample::relay));
    }

    /** The measured part of the minute; a call may begin and end within it. */
    public Duration measured() {
        return QualitySample.LENGTH.multipliedBy(samples);
    }

    /** Its level; empty if nothing was measured from which it follows. */
    public Optional<CallQualityLevel> level() {
        return CallQualityLevel.of(roundTrip, loss, jitter);
    }

    /** How often the picture froze; empty if there was no picture. */
    public OptionalInt picturesFrozen() {
        return frames.median().isPresent() ? freezes : OptionalInt.empty();
    }
}
