package org.sessionroom.call;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.session.SessionId;

/** A stored minute of a call. */
@Entity
@Table(name = "call_quality")
@IdClass(CallQualityEntity.Key.class)
public class CallQualityEntity {

    /** A minute is identified by its session, its participant and its time. */
    public record Key(UUID sessionId, UUID participantId, Instant minute) implements Serializable {}

    @Id
    @Column(name = "session_id")
    private UUID sessionId;

    @Id
    @Column(name = "participant_id")
    private UUID participantId;

    @Id
    private Instant minute;

    @Enumerated(EnumType.STRING)
    private ParticipantRole role;

    private int samples;

    @Column(name = "round_trip_p50")
    private Double roundTripP50;

    @Column(name = "round_trip_p95")
    private Double roundTripP95;

    @Column(name = "loss_p50")
    private Double lossP50;

    @Column(name = "loss_p95")
    private Double lossP95;

    @Column(name = "jitter_p50")
    private Double jitterP50;

    @Column(name = "jitter_p95")
    private Double jitterP95;

    @Column(name = "received_p50")
    private Double receivedP50;

    @Column(name = "received_p95")
    private Double receivedP95;

    @Column(name = "sent_p50")
    private Double sentP50;

    @Column(name = "sent_p95")
    private Double sentP95;

    @Column(name = "frames_p50")
    private Double framesP50;

    @Column(name = "frames_p5")
    private Double framesP5;

    private Integer freezes;

    private boolean relay;

    protected CallQualityEntity() {}

    CallQualityEntity(SessionId session, ParticipantId participant, Instant minute) {
        this.sessionId = session.value();
        this.participantId = participant.value();
        this.minute = minute;
    }

    /** Stores the minute so far, unless another node has already stored more samples of it. */
    void keep(CallQuality quality) {
        if (quality.samples() < samples) {
            return;
        }
        role = quality.role();
        samples = quality.samples();
        roundTripP50 = value(quality.roundTrip().median());
        roundTripP95 = value(quality.roundTrip().bad());
        lossP50 = value(quality.loss().median());
        lossP95 = value(quality.loss().bad());
        jitterP50 = value(quality.jitter().median());
        jitterP95 = value(quality.jitter().bad());
        receivedP50 = value(quality.received().median());
        receivedP95 = value(quality.received().bad());
        sentP50 = value(quality.sent().median());
        sentP95 = value(quality.sent().bad());
        framesP50 = value(quality.frames().median());
        framesP5 = value(quality.frames().bad());
        freezes = quality.freezes().isPresent() ? quality.freezes().getAsInt() : null;
        relay = quality.relay();
    }

    CallQuality quality() {
        return new CallQuality(
                role,
                minute,
                samples,
                spread(roundTripP50, roundTripP95),
                spread(lossP50, lossP95),
                spread(jitterP50, jitterP95),
                spread(receivedP50, receivedP95),
                spread(sentP50, sentP95),
                spread(framesP50, framesP5),
                freezes == null ? OptionalInt.empty() : OptionalInt.of(freezes),
                relay);
    }

    private static Double value(OptionalDouble measured) {
        return measured.isPresent() ? measured.getAsDouble() : null;
    }

    private static Spread spread(Double median, Double bad) {
        return new Spread(measured(median), measured(bad));
    }

    private static OptionalDouble measured(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
