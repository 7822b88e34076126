package org.sessionroom.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;

/** The user names under which therapists have logged in so far. A missing one may belong to somebody who has not logged in yet. */
@ApplicationScoped
public class TherapistRepository {

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    public void note(String userName, Instant now) {
        entities.createNativeQuery(
                        "insert into therapist (user_name, first_seen_at) values (:name, :now) on conflict do nothing")
                .setParameter("name", userName)
                .setParameter("now", now)
                .executeUpdate();
    }

    public boolean isKnown(String userName) {
        return (Boolean) entities.createNativeQuery("select exists (select 1 from therapist where user_name = :name)")
                .setParameter("name", userName)
                .getSingleResult();
    }
}
