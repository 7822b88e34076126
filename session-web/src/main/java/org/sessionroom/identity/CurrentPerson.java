package org.sessionroom.identity;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.sessionroom.identity.LoginEntity.ProviderSession;
import org.sessionroom.input.TextRule;
import org.sessionroom.input.WrittenId;
import org.sessionroom.participant.InvitationService;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;
import org.sessionroom.participant.Seat;
import org.sessionroom.record.UnsentWorkKeys;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.SessionUnavailable;
import org.wildfly.security.http.oidc.OidcPrincipal;

/**
 * Who is behind a request: somebody the institution's provider knows, or a guest who came in by a link. Both are known by a
 * signed cookie that names a login, which the database says still holds; in one browser both can be true, so a page says as
 * whom it is used. It can only name what was really proved. What the container itself takes for a login, an account in the HTTP
 * session or a credential in the request, counts at {@code /login} alone.
 */
@Named
@RequestScoped
public class CurrentPerson {

    private static final String GUEST = "guest";
    private static final String MEMBER = "login";

    /** Key of the HTTP session: the login that its account at the provider stands for. */
    private static final String LOGIN_OF_SESSION = "login.id";

    /** The provider may ask before it sends the person back. */
    private static final int ERASED_WITHIN_SECONDS = 60 * 60;

    private static final Set<Role> FROM_PROVIDER = EnumSet.of(Role.THERAPIST, Role.ADMIN, Role.PRIVACY_OFFICER);

    @Inject
    private HttpServletRequest request;

    @EJB
    private InvitationService invitationService;

    @EJB
    private GuestTokens guestTokens;

    @EJB
    private LoginTokens loginTokens;

    @EJB
    private LoginService loginService;

    /** Asked of the database once a request. */
    private Optional<LoginEntity> login;

    /** Whether it could not be asked, so that nobody seems to be here. */
    private boolean unknown;

    /** Somebody logged in at the provider with a role here. */
    public Optional<Person> member() {
        return login().map(LoginEntity::person);
    }

    private Optional<LoginEntity> login() {
        if (login == null) {
            login = kept().flatMap(this::current);
        }
        return login;
    }

    /** Whether somebody was logged in when this was first asked, and is no longer. */
    public boolean hasLeft() {
        return login != null
                && login.isPresent()
                && whoIfKnown(() -> loginService.current(login.get().id())).isEmpty();
    }

    private Optional<LoginEntity> current(LoginTokens.Content content) {
        return whoIfKnown(() -> loginService.current(content.login()));
    }

    /** Notices are shown to anybody: that nobody can be asked who it is must not keep them from it. */
    private <T> Optional<T> whoIfKnown(Supplier<Optional<T>> asked) {
        try {
            return asked.get();
        } catch (SessionUnavailable unavailable) {
            if (isForAnybody()) {
                unknown = true;
                return Optional.empty();
            }
            throw unavailable;
        }
    }

    private boolean isForAnybody() {
        return request.getDispatcherType() == DispatcherType.ERROR
                || request.getServletPath().startsWith("/notice")
                || request.getServletPath().equals("/language");
    }

    private Optional<LoginTokens.Content> kept() {
        return whoIfKnown(() -> cookie(MEMBER).flatMap(loginTokens::read));
    }

    /** Whom the container has logged in at the provider, with a role here. */
    public Optional<Person> proved() {
        Principal principal = request.getUserPrincipal();
        if (principal == null) {
            return Optional.empty();
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        FROM_PROVIDER.stream().filter(role -> request.isUserInRole(role.name())).forEach(roles::add);
        return roles.isEmpty() ? Optional.empty() : Optional.of(new Person(principal.getName(), roles, null));
    }

    /** The session at the provider by which the container knows them. */
    ProviderSession provedBy() {
        return new ProviderSession(
                claim("sid").filter(ProviderSession::isName), claim("sub").filter(ProviderSession::isName));
    }

    /** The guest of a session, as long as no newer invitation gave the seat to somebody else. */
    public Optional<Person> guest(SessionId session) {
        return guest().filter(seat -> seat.session().equals(session)).map(Seat::person);
    }

    /** The seat this browser was given, as long as it holds: see {@link InvitationService#isCurrent}. */
    public Optional<Seat> guest() {
        return keptSeat().filter(this::isCurrent);
    }

    private boolean isCurrent(Seat seat) {
        return whoIfKnown(() -> Optional.of(invitationService.isCurrent(seat))).orElse(false);
    }

    /** How a session ended, in which this browser's guest had the seat to the end; empty when they had not, or it is open. */
    public Optional<SessionStatus> endSeenAsGuest(SessionId session) {
        return keptSeat().filter(seat -> seat.session().equals(session)).flatMap(invitationService::endSeen);
    }

    /** The seat this browser was given, whether it holds or not. */
    Optional<Seat> keptSeat() {
        return whoIfKnown(() -> cookie(GUEST).flatMap(guestTokens::read));
    }

    private Optional<String> cookie(String name) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst();
    }

    /** Whoever the request can act as in this session. */
    public Optional<Person> in(SessionId session, boolean asClient) {
        return asClient ? guest(session) : member();
    }

    /** The browser now belongs to this guest. */
    public void become(Seat guest, HttpServletResponse response) {
        set(GUEST, guestTokens.issue(guest), (int) GuestTokens.LIFE.toSeconds(), response);
    }

    /** The browser now belongs to whoever the container has just logged in; until it is closed, or the login ends. */
    void become(LoginEntity begun, HttpServletResponse response) {
        login = Optional.of(begun);
        request.getSession().setAttribute(LOGIN_OF_SESSION, begun.id().toString());
        set(
                MEMBER,
                loginTokens.issue(begun, provedName(), named("given_name").orElseGet(this::provedName)),
                -1,
                response);
    }

    /** The login that the account in the HTTP session stands for, whether it holds or not. */
    Optional<UUID> loginOfSession() {
        return Optional.ofNullable(request.getSession(false))
                .map(session -> (String) session.getAttribute(LOGIN_OF_SESSION))
                .map(WrittenId::parse);
    }

    /**
     * Takes back the cookies that hold no more, and renews that of a login the provider still confirms.
     *
     * @param renewedAfter how old it may be before it is renewed
     * @param entering whether a room is entered: the cookie is then renewed whenever its login holds, so that it lasts for a
     *     session, also after a restart, when the container no longer has an account that the provider confirms
     */
    void tidy(Duration renewedAfter, boolean entering, Instant now, HttpServletResponse response) {
        // A cookie that cannot be read is left: the clock may be wrong, and it does no harm. So is one of which the
        // database does not say whether it holds, because a client's link is used up.
        boolean lostSeat = keptSeat().isPresent() && guest().isEmpty();
        Optional<LoginTokens.Content> kept = kept();
        boolean lostLogin = kept.isPresent() && login().isEmpty();
        if (unknown) {
            return;
        }
        if (lostSeat) {
            forgetGuest(response);
        }
        if (kept.isEmpty()) {
            return;
        }
        if (lostLogin) {
            forgetMember(response);
        } else if ((entering || isConfirmed())
                && kept.get().issuedAt().plus(renewedAfter).isBefore(now)) {
            String renewed = loginTokens.issue(
                    login().get(), kept.get().name(), kept.get().givenName());
            set(MEMBER, renewed, -1, response);
        }
    }

    private boolean isConfirmed() {
        return proved().isPresent()
                && loginOfSession().equals(login().map(LoginEntity::id))
                && proved().map(Person::id).equals(member().map(Person::id));
    }

    /** Has the next page erase what this person has not sent; its script reads the cookie. */
    void haveErased(Person person, HttpServletResponse response) {
        Cookie cookie = new Cookie("erase", UnsentWorkKeys.owner(person).toString());
        cookie.setPath("/");
        cookie.setMaxAge(ERASED_WITHIN_SECONDS);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    void forgetGuest(HttpServletResponse response) {
        set(GUEST, "", 0, response);
    }

    void forgetMember(HttpServletResponse response) {
        login = Optional.empty();
        set(MEMBER, "", 0, response);
    }

    private void set(String name, String value, int seconds, HttpServletResponse response) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath("/");
        cookie.setMaxAge(seconds);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    /** The name the provider gives the person, or empty when nobody is logged in. */
    public String getName() {
        return isMember() ? kept().map(LoginTokens.Content::name).orElseGet(this::provedName) : provedName();
    }

    /** What to call them when greeting. */
    public String getGivenName() {
        return isMember()
                ? kept().map(LoginTokens.Content::givenName).orElseGet(this::getName)
                : named("given_name").orElseGet(this::getName);
    }

    private String provedName() {
        return named("name").orElseGet(() -> Optional.ofNullable(request.getUserPrincipal())
                .map(Principal::getName)
                .orElse(""));
    }

    /** What the provider calls them, where it can be what a person is called. */
    private Optional<String> named(String claim) {
        return claim(claim).filter(TextRule.PERSON_NAME::accepts);
    }

    private Optional<String> claim(String claim) {
        return request.getUserPrincipal() instanceof OidcPrincipal<?> principal
                ? Optional.ofNullable(principal.getOidcSecurityContext().getIDToken())
                        .map(token -> token.getClaimValueAsString(claim))
                : Optional.empty();
    }

    /** By what a browser keeps the settings of somebody who is logged in: no name, but one's own each. */
    public String getSettings() {
        return member().map(person -> UUID.nameUUIDFromBytes(person.id().getBytes(StandardCharsets.UTF_8)))
                .map(UUID::toString)
                .orElse("");
    }

    /** By what a browser keeps how the reader of this page wants it: a language, light or dark. See {@link #readerOf}. */
    public String getReader() {
        String query = Objects.toString(request.getQueryString(), "");
        return readerOf(request.getServletPath() + "?" + query);
    }

    /**
     * Who reads a page: no name, but one's own each.
     *
     * @param address its path and query
     * @return empty when this browser does not know: whoever comes with an invitation need not be who was here before
     */
    String readerOf(String address) {
        if (address.startsWith("/join")) {
            return "";
        }
        Optional<Person> guest = keptSeat().map(Seat::person);
        Optional<Person> reader = address.contains("as=client") ? guest : member().or(() -> guest);
        return reader.map(UnsentWorkKeys::owner).map(UUID::toString).orElse("");
    }

    public boolean isTherapist() {
        return member().map(person -> person.is(Role.THERAPIST)).orElse(false);
    }

    public boolean isMember() {
        return member().isPresent();
    }

    /** Whether the provider knows them, be it without a role here. */
    public boolean isKnown() {
        return isMember() || request.getUserPrincipal() != null;
    }
}
