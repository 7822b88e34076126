package org.sessionroom.record;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import org.sessionroom.participant.Person;
import org.sessionroom.session.SessionId;

/**
 * The keys with which a browser seals what a person has not sent yet, so that it outlives an expired login. The server keeps
 * none of that work; it gives the same key to the same person again, and to nobody else.
 */
@ApplicationScoped
public class UnsentWorkKeys {

    @Inject
    private MasterKey master;

    /**
     * For a page of one session.
     *
     * @return an AES-256 key in Base64url
     */
    public String of(Person person, SessionId session) {
        return of(person, session.toString());
    }

    /** As above, for the agenda. */
    public String ofAgenda(Person person) {
        return of(person, "agenda");
    }

    /** Whose the work is, as the browser marks it: no name, but whoever guesses one can tell whether it is theirs. */
    public static UUID owner(Person person) {
        return UUID.nameUUIDFromBytes(whose(person).getBytes(StandardCharsets.UTF_8));
    }

    /** A client is whoever came by that invitation: the seat may be given to somebody else. */
    private static String whose(Person person) {
        return Objects.toString(person.invitation(), "") + "|" + person.id();
    }

    private String of(Person person, String place) {
        byte[] key = master.derive("v1|unsent_work|" + place + "|" + whose(person));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }
}
