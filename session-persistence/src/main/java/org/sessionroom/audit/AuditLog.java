package org.sessionroom.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** The audit, to which one can only append. */
@ApplicationScoped
public class AuditLog {

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    public void append(AuditEvent event) {
        entities.persist(event);
    }
}
