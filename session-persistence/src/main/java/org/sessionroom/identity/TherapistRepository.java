package org.sessionroom.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import org.sessionroom.database.Lookup;

/** The user names under which therapists have logged in so far. A missing one may belong to somebody who has not logged in yet. */
@ApplicationScoped
public class TherapistRepository {

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    @Inject
    private Lookup lookup;

    /** Waits only while another transaction is adding the same name. */
    public void note(String userName, Instant now) {
        if (!isKnown(userName)) {
            lookup.locking("therapist " + userName, () -> add(userName, now));
        }
    }

    private int add(String userName, Instant now) {
        return entities.createNativeQuery(
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
