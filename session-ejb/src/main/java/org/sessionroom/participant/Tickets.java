package org.sessionroom.participant;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.infinispan.Cache;
import org.infinispan.commons.CacheException;
import org.sessionroom.identity.LoginService;
import org.sessionroom.input.WrittenId;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionUnavailable;

/**
 * Single-use passes to the room's socket, good for thirty seconds on any node. A page asks for one over its authenticated
 * session and hands it over in the handshake, because a browser sends cookies with any handshake, whoever's page opens it.
 */
@ApplicationScoped
public class Tickets {

    private static final int LIFE_SECONDS = 30;
    private static final int BYTES = 24;
    private static final String SEPARATOR = " ";
    private static final String NONE = "-";

    private final SecureRandom random = new SecureRandom();

    @EJB
    private LoginService loginService;

    @Resource(lookup = "java:jboss/infinispan/cache/rooms/tickets")
    private Cache<String, String> tickets;

    /** @throws SessionUnavailable while another node is silent */
    public String issue(Person person, SessionId session) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        answered(() -> tickets.put(ticket, write(person, session), LIFE_SECONDS, TimeUnit.SECONDS));
        return ticket;
    }

    /**
     * Who it was issued to, once, and as long as their login holds.
     *
     * @throws SessionUnavailable while another node is silent
     */
    public Optional<Admission> redeem(String ticket) {
        return Optional.ofNullable(answered(() -> tickets.remove(ticket)))
                .map(Tickets::read)
                .filter(this::isLoggedIn);
    }

    /** A node that is silent is missed after seconds, and left out after ten. */
    private static String answered(Supplier<String> question) {
        try {
            return question.get();
        } catch (CacheException silent) {
            throw new SessionUnavailable(Rejection.UNAVAILABLE, silent);
        }
    }

    private boolean isLoggedIn(Admission admission) {
        return loginService.isCurrent(admission.person());
    }

    static String write(Person person, SessionId session) {
        String roles = person.roles().stream().map(Role::name).collect(Collectors.joining(","));
        String invitation = Objects.toString(person.invitation(), NONE);
        String login = Objects.toString(person.login(), NONE);
        // The user name comes last, because it may hold the separator.
        return String.join(SEPARATOR, session.toString(), roles, invitation, login, person.id());
    }

    static Admission read(String issued) {
        String[] parts = issued.split(SEPARATOR, 5);
        SessionId session = SessionId.parse(parts[0]);
        Set<Role> roles = Arrays.stream(parts[1].split(",")).map(Role::valueOf).collect(Collectors.toSet());
        return new Admission(new Person(parts[4], roles, session, id(parts[2]), id(parts[3])), session);
    }

    private static UUID id(String written) {
        return NONE.equals(written) ? null : WrittenId.parse(written);
    }

    /** Who may connect to which room. */
    public record Admission(Person person, SessionId session) {}
}
