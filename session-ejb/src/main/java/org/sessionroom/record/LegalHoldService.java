package org.sessionroom.record;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.audit.AuditService;
import org.sessionroom.input.TextRule;
import org.sessionroom.participant.Person;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.TherapySessionEntity;

/** Holds sessions for a legal reason: while one is held, nothing of it is erased, however old it is (LGPD, art. 16, I). */
@Stateless
public class LegalHoldService {

    @Inject
    private LegalHoldRepository holds;

    @Inject
    private SealingKeyRepository keys;

    @Inject
    private Gate gate;

    @Inject
    private AuditService auditService;

    @Inject
    private Clock clock;

    /**
     * Places a hold. The session's row is locked, so that no erasure is running; a request that is sent again places one hold.
     *
     * @param id of the hold, made by the caller
     * @param reason one to 500 characters
     * @return whether it is new
     * @throws SessionRejected INVALID, HOLD_ID_REUSED for another hold, HOLDS_FULL, ERASED, or because of the person's rights
     */
    public boolean place(Person person, SessionId id, UUID hold, String reason) {
        TherapySessionEntity session = gate.lock(Action.PLACE_HOLD, person, id).session();
        String tidied = TextRule.REASON.read("reason", reason);
        SealingKey key = key(id);
        Optional<LegalHoldEntity> known = holds.find(hold);
        if (known.isPresent()) {
            if (!known.get().sessionId().equals(id) || !known.get().reason(key).equals(tidied)) {
                throw new SessionRejected(Rejection.HOLD_ID_REUSED);
            }
            return false;
        }
        if (holds.of(id).size() >= LegalHoldRepository.MOST) {
            throw new SessionRejected(Rejection.HOLDS_FULL);
        }
        holds.keep(new LegalHoldEntity(hold, id, tidied, person.id(), key, clock.instant()));
        auditService.done(person, Action.PLACE_HOLD, id, session.appointmentId());
        return true;
    }

    /**
     * Releases a hold; releasing it twice changes nothing.
     *
     * @throws SessionRejected NOT_FOUND if the session has no such hold, or because of the person's rights
     */
    public void release(Person person, SessionId id, UUID hold) {
        TherapySessionEntity session =
                gate.lock(Action.RELEASE_HOLD, person, id).session();
        holds.find(hold)
                .filter(placed -> placed.sessionId().equals(id))
                .orElseThrow(() -> new SessionRejected(Rejection.NOT_FOUND));
        if (!holds.isReleased(hold)) {
            holds.keep(new LegalHoldReleaseEntity(hold, person.id(), clock.instant()));
            auditService.done(person, Action.RELEASE_HOLD, id, session.appointmentId());
        }
    }

    /**
     * All holds of a session, oldest first, the released ones too.
     *
     * @throws SessionRejected ERASED, or because of the person's rights
     */
    public List<LegalHold> of(Person person, SessionId id) {
        gate.find(Action.READ_HOLDS, person, id);
        SealingKey key = key(id);
        Map<UUID, LegalHoldReleaseEntity> releases = holds.releases(id);
        return holds.of(id).stream()
                .map(hold -> new LegalHold(
                        hold.id(),
                        hold.reason(key),
                        hold.placedBy(),
                        hold.placedAt(),
                        Optional.ofNullable(releases.get(hold.id())).map(LegalHoldReleaseEntity::releasedAt)))
                .toList();
    }

    private SealingKey key(SessionId id) {
        return keys.of(id.value(), RetentionClass.SESSION);
    }

    /**
     * A hold.
     *
     * @param placedBy user name of the privacy officer
     * @param releasedAt empty while the session is held
     */
    public record LegalHold(UUID id, String reason, String placedBy, Instant placedAt, Optional<Instant> releasedAt) {

        public boolean isPresent() {
            return releasedAt.isEmpty();
        }

        /** Does not show the reason. */
        @Override
        public String toString() {
            return "LegalHold[" + id + "]";
        }
    }
}
