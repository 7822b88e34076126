package org.sessionroom.record;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.UUID;
import org.sessionroom.Ids;

/** The data keys of sessions and appointments, unwrapped on demand and kept nowhere. */
@ApplicationScoped
public class SealingKeys {

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    @Inject
    private MasterKey master;

    @Inject
    private Ids ids;

    @Inject
    private Clock clock;

    /** Makes the key of a new owner. */
    public SealingKey create(UUID owner, RetentionClass retention) {
        DataKey key = new DataKey(ids.next(), owner, retention, master, clock.instant());
        entities.persist(key);
        return key.unwrap(master);
    }

    /** @throws IllegalStateException when the owner has no such key, because it was erased */
    public SealingKey of(UUID owner, RetentionClass retention) {
        return entities.createQuery(
                        "select k from DataKey k where k.owner = :owner and k.retention = :retention", DataKey.class)
                .setParameter("owner", owner)
                .setParameter("retention", retention)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + retention + " key for " + owner))
                .unwrap(master);
    }
}
