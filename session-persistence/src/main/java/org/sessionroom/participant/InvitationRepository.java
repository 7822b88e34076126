package org.sessionroom.participant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.database.Lookup;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;

/** All invitations, found by the hash of their token. */
@ApplicationScoped
public class InvitationRepository {

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    @Inject
    private Lookup lookup;

    public void add(InvitationEntity invitation) {
        entities.persist(invitation);
    }

    public Optional<InvitationEntity> find(InvitationToken token) {
        return by(token).getResultStream().findFirst();
    }

    /** @throws SessionRejected NOT_FOUND */
    public InvitationEntity get(UUID id) {
        return lookup.find(InvitationEntity.class, id).orElseThrow(() -> new SessionRejected(Rejection.NOT_FOUND));
    }

    /** The session of an invitation. */
    public Optional<SessionId> session(InvitationToken token) {
        return entities.createQuery("select i.sessionId from InvitationEntity i where i.tokenHash = :hash", UUID.class)
                .setParameter("hash", token.hash())
                .getResultStream()
                .findFirst()
                .map(SessionId::new);
    }

    /** Locked, so that of two simultaneous clicks only one can redeem it. The session's row must be locked before. */
    public Optional<InvitationEntity> lock(InvitationToken token) {
        return lookup.locking(ByteBuffer.wrap(token.hash()), () -> by(token)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst());
    }

    private TypedQuery<InvitationEntity> by(InvitationToken token) {
        return entities.createQuery(
                        "select i from InvitationEntity i where i.tokenHash = :hash", InvitationEntity.class)
                .setParameter("hash", token.hash());
    }

    public Optional<InvitationEntity> latest(SessionId session) {
        return entities.createQuery(
                        "select i from InvitationEntity i where i.sessionId = :session order by i.id desc",
                        InvitationEntity.class)
                .setParameter("session", session.value())
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** The times at which the session's client was invited, at most as many as {@link InvitationPace} counts. */
    public List<Instant> issued(SessionId session) {
        return entities.createQuery(
                        "select i.issuedAt from InvitationEntity i where i.sessionId = :session", Instant.class)
                .setParameter("session", session.value())
                .setMaxResults(InvitationPace.MOST)
                .getResultList();
    }

    /** The times at which somebody took the client's seat, oldest first. */
    public List<Instant> redeemed(SessionId session) {
        return entities.createQuery("""
                        select i.redeemedAt from InvitationEntity i
                        where i.sessionId = :session and i.redeemedAt is not null order by i.redeemedAt
                        """, Instant.class)
                .setParameter("session", session.value())
                .getResultList();
    }

    /** Only one can be open, because issuing another revokes it; those that were redeemed or revoked are not read. */
    public void revokeOpen(SessionId session, Instant now) {
        entities.createQuery(
                        "select i from InvitationEntity i"
                                + " where i.sessionId = :session and i.redeemedAt is null and i.revokedAt is null",
                        InvitationEntity.class)
                .setParameter("session", session.value())
                .getResultStream()
                .forEach(invitation -> invitation.revoke(now));
    }
}
