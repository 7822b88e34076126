package org.sessionroom.participant;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.infinispan.Cache;
import org.sessionroom.session.SessionId;

/**
 * Single-use passes to the room's socket, good for thirty seconds on any node. A page asks for one over its authenticated
 * session and hands it over in the handshake, because a browser sends cookies with any handshake, whoever's page opens it.
 */
@ApplicationScoped
public class Tickets {

    private static final int LIFE_SECONDS = 30;
    private static final int BYTES = 24;
    private static final String SEPARATOR = " ";
    private static final String NO_INVITATION = "-";

    private final SecureRandom random = new SecureRandom();

    @Resource(lookup = "java:jboss/infinispan/cache/rooms/tickets")
    private Cache<String, String> tickets;

    public String issue(Person person, SessionId session) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        String role = person.is(Role.CLIENT) ? Role.CLIENT.name() : Role.THERAPIST.name();
        // The user name comes last, because it may hold the separator.
        String issued = String.join(
                SEPARATOR, session.toString(), role, Objects.toString(person.invitation(), NO_INVITATION), person.id());
        tickets.put(ticket, issued, LIFE_SECONDS, TimeUnit.SECONDS);
        return ticket;
    }

    /** Who it was issued to, once. */
    public Optional<Admission> redeem(String ticket) {
        return Optional.ofNullable(tickets.remove(ticket)).map(Tickets::read);
    }

    private static Admission read(String issued) {
        String[] parts = issued.split(SEPARATOR, 4);
        SessionId session = SessionId.parse(parts[0]);
        Person person = Role.valueOf(parts[1]) == Role.CLIENT
                ? Person.client(ParticipantId.parse(parts[3]), session, UUID.fromString(parts[2]))
                : Person.therapist(parts[3]);
        return new Admission(person, session);
    }

    /** Who may connect to which room. */
    public record Admission(Person person, SessionId session) {}
}
