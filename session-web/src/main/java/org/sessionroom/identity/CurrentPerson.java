package org.sessionroom.identity;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.sessionroom.participant.Inviting;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;
import org.sessionroom.participant.Seat;
import org.sessionroom.session.SessionId;
import org.wildfly.security.http.oidc.OidcPrincipal;

/**
 * Who is behind a request: somebody the institution's provider knows, or a guest who came in by a link. In one browser
 * both can be true, so a page says as whom it is used; it can only name what was really proved.
 */
@Named
@RequestScoped
public class CurrentPerson {

    private static final String GUEST = "guest";
    private static final Set<Role> FROM_PROVIDER = EnumSet.of(Role.THERAPIST, Role.ADMIN, Role.PRIVACY_OFFICER);

    @Inject
    private HttpServletRequest request;

    @EJB
    private Inviting inviting;

    @EJB
    private GuestTokens guestTokens;

    /** Somebody logged in at the provider with a role here. */
    public Optional<Person> member() {
        if (request.getUserPrincipal() == null) {
            return Optional.empty();
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        FROM_PROVIDER.stream().filter(role -> request.isUserInRole(role.name())).forEach(roles::add);
        return roles.isEmpty()
                ? Optional.empty()
                : Optional.of(new Person(request.getUserPrincipal().getName(), roles, null));
    }

    /** The guest of a session, as long as no newer invitation gave the seat to somebody else. */
    public Optional<Person> guest(SessionId session) {
        return guest().filter(seat -> seat.session().equals(session)).map(Seat::person);
    }

    /** The seat this browser was given, as long as no newer invitation gave it to somebody else. */
    public Optional<Seat> guest() {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(GUEST))
                .flatMap(cookie -> guestTokens.read(cookie.getValue()).stream())
                .filter(inviting::isCurrent)
                .findFirst();
    }

    /** Whoever the request can act as in this session. */
    public Optional<Person> in(SessionId session, boolean asClient) {
        return asClient ? guest(session) : member();
    }

    /** The browser now belongs to this guest. */
    public void become(Seat guest, HttpServletResponse response) {
        Cookie cookie = new Cookie(GUEST, guestTokens.issue(guest));
        cookie.setPath("/");
        cookie.setMaxAge((int) GuestTokens.LIFE.toSeconds());
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    /** The name the provider gives the person, or empty when nobody is logged in. */
    public String getName() {
        return claim("name").orElseGet(() -> Optional.ofNullable(request.getUserPrincipal())
                .map(Principal::getName)
                .orElse(""));
    }

    /** What to call them when greeting. */
    public String getGivenName() {
        return claim("given_name").orElseGet(this::getName);
    }

    private Optional<String> claim(String claim) {
        return request.getUserPrincipal() instanceof OidcPrincipal<?> principal
                ? Optional.ofNullable(
                        principal.getOidcSecurityContext().getIDToken().getClaimValueAsString(claim))
                : Optional.empty();
    }

    public boolean isTherapist() {
        return member().map(person -> person.is(Role.THERAPIST)).orElse(false);
    }

    public boolean isMember() {
        return member().isPresent();
    }
}
