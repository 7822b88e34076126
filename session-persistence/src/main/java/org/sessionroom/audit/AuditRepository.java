package org.sessionroom.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** The audit, to which one can only append. */
@ApplicationScoped
public class AuditRepository {

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    /** Written at once: where nothing else is read or written, a database that does not answer would show at the commit only. */
    public void append(AuditEntity event) {
        entities.persist(event);
        entities.flush();
    }
}
