package org.sessionroom.participant;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
        tickets.put(ticket, write(person, session), LIFE_SECONDS, TimeUnit.SECONDS);
        return ticket;
    }

    /** Who it was issued to, once. */
    public Optional<Admission> redeem(String ticket) {
        return Optional.ofNullable(tickets.remove(ticket)).map(Tickets::read);
    }

    static String write(Person person, SessionId session) {
        String roles = person.roles().stream().map(Role::name).collect(Collectors.joining(","));
        String invitation = Objects.toString(person.invitation(), NO_INVITATION);
        // The user name comes last, because it may hold the separator.
        return String.join(SEPARATOR, session.toString(), roles, invitation, person.id());
    }

    static Admission read(String issued) {
        String[] parts = issued.split(SEPARATOR, 4);
        SessionId session = SessionId.parse(parts[0]);
        Set<Role> roles = Arrays.stream(parts[1].split(",")).map(Role::valueOf).collect(Collectors.toSet());
        UUID invitation = NO_INVITATION.equals(parts[2]) ? null : UUID.fromString(parts[2]);
        return new Admission(new Person(parts[3], roles, session, invitation), session);
    }

    /** Who may connect to which room. */
    public record Admission(Person person, SessionId session) {}
}
