package org.sessionroom.session;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.sessionroom.RecentMap;
import org.sessionroom.limit.BudgetOwner;
import org.sessionroom.participant.Person;

/** Finds whose budget pays for a person's work. A session's therapist never changes, so each node remembers it. */
@ApplicationScoped
public class BudgetOwners {

    private static final int MOST = 10_000;

    @EJB
    private SessionPeople people;

    private final Map<SessionId, String> therapists = RecentMap.synchronised(MOST);

    /**
     * @param session in which a guest works; ignored for everybody else
     * @throws SessionRejected NOT_FOUND if a guest's session does not exist any more
     */
    public BudgetOwner of(Person person, SessionId session) {
        if (!person.isGuest()) {
            return BudgetOwner.member(person.id());
        }
        String therapist = therapists.get(session);
        if (therapist == null) {
            therapist = people.therapist(session);
            therapists.put(session, therapist);
        }
        return BudgetOwner.guestsOf(therapist);
    }
}
