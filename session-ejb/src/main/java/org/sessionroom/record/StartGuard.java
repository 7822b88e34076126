package org.sessionroom.record;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.sessionroom.call.IceConfiguration;

/**
 * Refuses to let the room start when it could not keep its promises: to read what is sealed, to lose
 * nothing, to let people see each other.
 */
@Singleton
@Startup
public class StartGuard {

    private static final List<String> DURABILITY = List.of("fsync", "full_page_writes", "synchronous_commit");

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    @Inject
    private MasterKey master;

    @Inject
    private IceConfiguration ice;

    @PostConstruct
    void check() {
        checkMasterKey();
        ice.check();
        DURABILITY.forEach(this::checkDurability);
    }

    private void checkMasterKey() {
        // Of nodes that start on an empty database together, one makes the probe and the others find it.
        entities.createNativeQuery("lock table master_key_probe in exclusive mode")
                .executeUpdate();
        MasterKeyProbe probe = entities.find(MasterKeyProbe.class, MasterKeyProbe.ID);
        if (probe == null) {
            entities.persist(new MasterKeyProbe(master));
        } else {
            probe.check(master);
        }
    }

    private void checkDurability(String setting) {
        Object value = entities.createNativeQuery("select current_setting(:name)")
                .setParameter("name", setting)
                .getSingleResult();
        if ("off".equals(value)) {
            throw new IllegalStateException("PostgreSQL runs with " + setting
                    + " = off: what the room calls saved could be lost. Switch it on and start again.");
        }
    }
}
