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
 * Single-use passes to the room's sockets, valid for thirty seconds on any node. A page requests one over its authenticated
 * session and sends it in the handshake, because a browser sends cookies with any handshake, whatever page opens it.
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

    /** @throws SessionUnavailable while another node does not answer */
    public String issue(Person person, SessionId session) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        answered(() -> tickets.put(ticket, write(person, session), LIFE_SECONDS, TimeUnit.SECONDS));
        return ticket;
    }

    /**
     * The person to whom it was issued; only once, and only while their login is valid.
     *
     * @throws SessionUnavailable while another node does not answer
     */
    public Optional<Admission> redeem(String ticket) {
        // Removing is a message to all nodes, so an invented ticket must not reach it.
        if (!isIssued(ticket)) {
            return Optional.empty();
        }
        return Optional.ofNullable(answered(() -> tickets.remove(ticket)))
                .map(Tickets::read)
                .filter(this::isLoggedIn);
    }

    /** Whether a ticket was issued and not redeemed: a look into this node's memory, because every node has all tickets. */
    public boolean isIssued(String ticket) {
        return tickets.containsKey(ticket);
    }

    /** An unresponsive node causes a failure after seconds, and is excluded after ten. */
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
        // The user name comes last, because it may contain the separator.
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

    /** A person and the room to which they may connect. */
    public record Admission(Person person, SessionId session) {}
}
