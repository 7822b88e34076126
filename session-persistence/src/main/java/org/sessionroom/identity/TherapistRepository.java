package org.sessionroom.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;

/** Under which user names therapists have logged in so far. One that is not there may be somebody's who has yet to come. */
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
