package org.sessionroom.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sessionroom.database.Lookup;
import org.sessionroom.identity.LoginEntity.ProviderSession;

/** All logins. One that does not exist counts as ended. */
@ApplicationScoped
public class LoginRepository {

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    @Inject
    private Lookup lookup;

    public void add(LoginEntity login) {
        entities.persist(login);
    }

    /**
     * Until the transaction ends, no logout of this session of the provider, or of this person there, is carried out: it would miss a
     * login that is just being made. Logins do not wait for each other.
     */
    public void holdOffLogouts(ProviderSession at) {
        names(at).forEach(lookup::shareName);
    }

    /** Waits for the logins that are being made with this session of the provider, or by this person there; later ones wait. */
    public void holdOffLogins(ProviderSession at) {
        names(at).forEach(lookup::lockName);
    }

    /** Always in the same order, so that two transactions never wait for each other. */
    private static Stream<String> names(ProviderSession at) {
        return Stream.concat(
                at.subject().map(subject -> "subject " + subject).stream(),
                at.id().map(session -> "session " + session).stream());
    }

    /** Uses a query, because {@code find} returns null in a transaction that can no longer read. */
    public Optional<LoginEntity> current(UUID id, Instant now) {
        return entities.createQuery("select l from LoginEntity l where l.id = :id", LoginEntity.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .filter(login -> login.isCurrent(now));
    }

    /** As {@link #current}, with its row locked until the transaction ends. */
    public Optional<LoginEntity> lockCurrent(UUID id, Instant now) {
        return lookup.locking(
                id, () -> entities.createQuery("select l from LoginEntity l where l.id = :id", LoginEntity.class)
                        .setParameter("id", id)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultStream()
                        .findFirst()
                        .filter(login -> login.isCurrent(now)));
    }

    /** The login of the client who redeemed an invitation, as long as it is valid. */
    public Optional<LoginEntity> currentOfInvitation(UUID invitation, Instant now) {
        return entities.createQuery(
                        "select l from LoginEntity l where l.invitationId = :invitation and l.endedAt is null",
                        LoginEntity.class)
                .setParameter("invitation", invitation)
                .getResultStream()
                .findFirst()
                .filter(login -> login.isCurrent(now));
    }

    /** Those of these logins that are still valid. */
    public Set<UUID> current(Collection<UUID> ids, Instant now) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return entities.createQuery(
                        "select l.id from LoginEntity l where l.id in :ids and l.endedAt is null and l.endsAt > :now",
                        UUID.class)
                .setParameter("ids", ids)
                .setParameter("now", now)
                .getResultStream()
                .collect(Collectors.toSet());
    }

    /** The newest login that is based on a session of the provider, ended or not. */
    public Optional<LoginEntity> newestOf(String providerSession) {
        return entities.createQuery(
                        "select l from LoginEntity l where l.providerSession = :session order by l.beganAt desc",
                        LoginEntity.class)
                .setParameter("session", providerSession)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Whether all logins of a person at the provider were ended since then, which a row without a provider session records. */
    public boolean isOverSince(String subject, Instant since) {
        return !entities.createQuery(
                        "select l.id from LoginEntity l where l.providerSubject = :subject and l.providerSession is null"
                                + " and l.endedAt >= :since",
                        UUID.class)
                .setParameter("subject", subject)
                .setParameter("since", since)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /**
     * Whether the provider has reported since then that this session of its own is over, or all of the person's. Both times are the
     * provider's, in whole seconds; somebody may log in again in the second of the logout. Only rows of {@link LoginEntity#over} have no
     * roles.
     */
    public boolean isOver(ProviderSession at, Instant since) {
        return !entities.createQuery(
                        "select l.id from LoginEntity l where l.roles = '' and l.endedAt > :since"
                                + " and (l.providerSession = :session"
                                + " or l.providerSession is null and l.providerSubject = :subject)",
                        UUID.class)
                .setParameter("since", since)
                .setParameter("session", at.id().orElse(""))
                .setParameter("subject", at.subject().orElse(""))
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** The logins based on a session of the provider that have not ended, locked until the transaction ends. */
    public List<LoginEntity> lockOfProviderSession(String providerSession) {
        return lookup.locking(providerSession, () -> entities.createQuery(
                        "select l from LoginEntity l where l.providerSession = :session and l.endedAt is null order by l.id",
                        LoginEntity.class)
                .setParameter("session", providerSession)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList());
    }

    /** The logins of a person at the provider that began before then and have not ended, locked until the transaction ends. */
    public List<LoginEntity> lockOfSubject(String subject, Instant beganBefore) {
        return lookup.locking(subject, () -> entities.createQuery(
                        "select l from LoginEntity l where l.providerSubject = :subject and l.beganAt < :before"
                                + " and l.endedAt is null order by l.id",
                        LoginEntity.class)
                .setParameter("subject", subject)
                .setParameter("before", beganBefore)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList());
    }

    /** Deletes logins whose time limit was before then, except rows that are locked now. */
    public void forgetOver(Instant before) {
        entities.createNativeQuery("delete from login where id in"
                        + " (select id from login where ends_at < :before for update skip locked)")
                .setParameter("before", before)
                .executeUpdate();
    }
}
