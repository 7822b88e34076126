package org.sessionroom.participant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.session.SessionId;

/** All invitations, found by the hash of their token. */
@ApplicationScoped
public class Invitations {

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    public void add(Invitation invitation) {
        entities.persist(invitation);
    }

    /**
     * Notes what became of the mail, and touches nothing else: the client may be redeeming the link at this moment, and
     * writing back a whole row that was read before would take that back.
     */
    public void noteMail(UUID id, MailStatus status) {
        entities.createQuery("update Invitation i set i.mailStatus = :status where i.id = :id")
                .setParameter("status", status)
                .setParameter("id", id)
                .executeUpdate();
    }

    public Optional<Invitation> find(InvitationToken token) {
        return find(token, LockModeType.NONE);
    }

    /** Locked, so that of two clicks at the same time one is the second. */
    public Optional<Invitation> lock(InvitationToken token) {
        return find(token, LockModeType.PESSIMISTIC_WRITE);
    }

    private Optional<Invitation> find(InvitationToken token, LockModeType lock) {
        return entities.createQuery("select i from Invitation i where i.tokenHash = :hash", Invitation.class)
                .setParameter("hash", token.hash())
                .setLockMode(lock)
                .getResultStream()
                .findFirst();
    }

    public Optional<Invitation> latest(SessionId session) {
        return entities.createQuery(
                        "select i from Invitation i where i.sessionId = :session order by i.id desc", Invitation.class)
                .setParameter("session", session.value())
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** The latest of each of these sessions, where anybody was invited. */
    public List<Invitation> latest(Collection<SessionId> sessions) {
        return entities.createQuery(
                        "select i from Invitation i where i.sessionId in :sessions and not exists"
                                + " (select l from Invitation l where l.sessionId = i.sessionId and l.id > i.id)",
                        Invitation.class)
                .setParameter(
                        "sessions", sessions.stream().map(SessionId::value).toList())
                .getResultList();
    }

    public void revokeAll(SessionId session, Instant now) {
        entities.createQuery("select i from Invitation i where i.sessionId = :session", Invitation.class)
                .setParameter("session", session.value())
                .getResultStream()
                .forEach(invitation -> invitation.revoke(now));
    }
}
