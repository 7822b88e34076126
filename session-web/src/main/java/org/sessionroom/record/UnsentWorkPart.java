package org.sessionroom.record;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.sessionroom.identity.CurrentPerson;
import org.sessionroom.participant.Person;
import org.sessionroom.session.SessionId;

/** The data with which the therapist's pages store unsent input; the room's page has its own. */
@Named("unsentWork")
@RequestScoped
public class UnsentWorkPart {

    @Inject
    private UnsentWorkKeys keys;

    @Inject
    private CurrentPerson current;

    private Person person() {
        return current.member().orElseThrow();
    }

    public String keyOf(String session) {
        return keys.of(person(), SessionId.parse(session));
    }

    public String getKeyOfAgenda() {
        return keys.ofAgenda(person());
    }

    public UUID getOwner() {
        return UnsentWorkKeys.owner(person());
    }
}
