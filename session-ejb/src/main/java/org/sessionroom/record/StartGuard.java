package org.sessionroom.record;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sessionroom.call.IceConfiguration;
import org.sessionroom.database.Lookup;
import org.sessionroom.health.ClusterKey;

/**
 * Refuses to start the room if it could not keep its promises: to decrypt stored data, to lose
 * nothing, to let people see each other, to keep strangers out of the cluster.
 */
@Singleton
@Startup
public class StartGuard {

    private static final List<String> DURABILITY = List.of("fsync", "full_page_writes", "synchronous_commit");

    /** Without them a lock that is never released, for example by a frozen server, would block everybody else for ever. */
    private static final List<String> TIME_LIMITS =
            List.of("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout");

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    /** Loaded only after the database has shown whether it was used before. */
    @Inject
    private Lookup lookup;

    @Inject
    private Instance<MasterKey> master;

    @Inject
    private IceConfiguration ice;

    @PostConstruct
    void check() {
        TIME_LIMITS.forEach(this::checkTimeLimit);
        checkMasterKey();
        ice.check();
        ClusterKey.read(ConfigProvider.getConfig()).check();
        DURABILITY.forEach(this::checkDurability);
    }

    private void checkMasterKey() {
        // The encryption library is loaded within this transaction, which takes seconds on a busy machine.
        entities.createNativeQuery("set local idle_in_transaction_session_timeout = '60s'")
                .executeUpdate();
        Optional<MasterKeyProbeEntity> probe = probe();
        MasterKey key = key(probe);
        if (probe.isEmpty()) {
            // If several nodes start on an empty database at once, one creates the probe and the others find it.
            // The library is loaded before the lock is taken: nobody waits for that.
            entities.createNativeQuery("set local lock_timeout = '30s'").executeUpdate();
            entities.createNativeQuery("set local statement_timeout = '40s'").executeUpdate();
            entities.createNativeQuery("lock table master_key_probe in exclusive mode")
                    .executeUpdate();
            probe = probe();
        }
        probe.ifPresentOrElse(known -> known.check(key), () -> entities.persist(new MasterKeyProbeEntity(key)));
    }

    private Optional<MasterKeyProbeEntity> probe() {
        return lookup.find(MasterKeyProbeEntity.class, MasterKeyProbeEntity.ID);
    }

    private MasterKey key(Optional<MasterKeyProbeEntity> probe) {
        try {
            return master.get();
        } catch (MasterKeyUnusable fault) {
            throw MasterKeyProbeEntity.explain(fault, probe);
        }
    }

    private void checkTimeLimit(String setting) {
        if ("0".equals(setting(setting))) {
            throw new IllegalStateException("The connections to PostgreSQL have no " + setting
                    + ": one lock that somebody holds could stop every room. Apply 10-datasource.cli, or set it for the role"
                    + " (alter role … set " + setting + " = …), and start again.");
        }
    }

    private Object setting(String name) {
        return entities.createNativeQuery("select current_setting(:name)")
                .setParameter("name", name)
                .getSingleResult();
    }

    private void checkDurability(String setting) {
        if ("off".equals(setting(setting))) {
            throw new IllegalStateException("PostgreSQL runs with " + setting
                    + " = off: what the room calls saved could be lost. Switch it on and start again.");
        }
    }
}
