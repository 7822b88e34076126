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
 * The keys with which a browser encrypts a person's unsent work, so that it survives an expired login. The server stores
 * none of that work; it gives the same key only to the same person again.
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

    /** The same for the agenda. */
    public String ofAgenda(Person person) {
        return of(person, "agenda");
    }

    /** Identifies the owner of the work in the browser: not a name, but somebody who guesses one can verify it. */
    public static UUID owner(Person person) {
        return UUID.nameUUIDFromBytes(whose(person).getBytes(StandardCharsets.UTF_8));
    }

    /** A client is identified by the invitation: the seat may pass to another person. */
    private static String whose(Person person) {
        return Objects.toString(person.invitation(), "") + "|" + person.id();
    }

    private String of(Person person, String place) {
        byte[] key = master.derive("v1|unsent_work|" + place + "|" + whose(person));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }
}
