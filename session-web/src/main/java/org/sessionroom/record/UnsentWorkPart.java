package org.sessionroom.record;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.sessionroom.identity.CurrentPerson;
import org.sessionroom.participant.Person;
import org.sessionroom.session.SessionId;

/** What the therapist's pages need to keep what was typed there and not sent yet; the room's page asks for itself. */
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
