package org.sessionroom.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** The append-only audit log. */
@ApplicationScoped
public class AuditRepository {

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    /** Flushes at once: if nothing else uses the database, its failure would otherwise show only at the commit. */
    public void append(AuditEntity event) {
        entities.persist(event);
        entities.flush();
    }
}
