package org.sessionroom.identity;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import org.sessionroom.audit.Auditing;
import org.sessionroom.audit.Event;
import org.sessionroom.participant.Person;

/** Writes down who comes in through the institution's provider, and who goes. */
@Stateless
public class Logins {

    @EJB
    private Auditing auditing;

    public void loggedIn(Person person) {
        note(person, Event.LOGGED_IN);
    }

    public void loggedOut(Person person) {
        note(person, Event.LOGGED_OUT);
    }

    private void note(Person person, Event event) {
        auditing.done(person, event, null, null);
        LOG.login(event, person.id());
    }
}
