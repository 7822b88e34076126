package org.sessionroom.record;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sessionroom.Ids;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/** The data keys of sessions and appointments, unwrapped on demand and never cached. */
@ApplicationScoped
public class SealingKeyRepository {

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    @Inject
    private MasterKey master;

    @Inject
    private Ids ids;

    @Inject
    private Clock clock;

    /** Creates the key of a new owner. */
    public SealingKey create(UUID owner, RetentionClass retention) {
        DataKeyEntity key = new DataKeyEntity(ids.next(), owner, retention, master, clock.instant());
        entities.persist(key);
        return key.unwrap(master);
    }

    /** @throws SessionRejected ERASED if the owner has no such key any more */
    public SealingKey of(UUID owner, RetentionClass retention) {
        return find(owner, retention).orElseThrow(() -> new SessionRejected(Rejection.ERASED));
    }

    /** The keys of several owners at once, by owner; without those that were erased. */
    public Map<UUID, SealingKey> of(Collection<UUID> owners, RetentionClass retention) {
        return entities.createQuery(
                        "select k from DataKeyEntity k where k.owner in :owners and k.retention = :retention",
                        DataKeyEntity.class)
                .setParameter("owners", owners)
                .setParameter("retention", retention)
                .getResultStream()
                .collect(Collectors.toMap(DataKeyEntity::owner, key -> key.unwrap(master)));
    }

    /** Empty if no data of this kind was ever stored, or all of it was erased. */
    public Optional<SealingKey> find(UUID owner, RetentionClass retention) {
        return entities.createQuery(
                        "select k from DataKeyEntity k where k.owner = :owner and k.retention = :retention",
                        DataKeyEntity.class)
                .setParameter("owner", owner)
                .setParameter("retention", retention)
                .getResultStream()
                .findFirst()
                .map(key -> key.unwrap(master));
    }

    /** For data that not every owner has: the key is created with the first value. The caller has locked the owner's row. */
    public SealingKey ofOrNew(UUID owner, RetentionClass retention) {
        return find(owner, retention).orElseGet(() -> create(owner, retention));
    }
}
