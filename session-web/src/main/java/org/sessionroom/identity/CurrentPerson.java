package org.sessionroom.identity;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
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
import org.sessionroom.web.PageCookie;
import org.wildfly.security.http.oidc.IDToken;
import org.wildfly.security.http.oidc.JsonWebToken;
import org.wildfly.security.http.oidc.OidcPrincipal;

/**
 * The person behind a request: somebody whom the institution's provider authenticated, or a guest who entered by a link. Both are
 * identified by a signed cookie that names a login, whose validity the database confirms. One browser can have both, so a page states
 * which of them it is used as; it can state only what was proved. The container's own login, an account in the HTTP
 * session or a credential in the request, counts only at {@code /login}.
 */
@Named
@RequestScoped
public class CurrentPerson {

    private static final PageCookie GUEST = new PageCookie("guest");
    private static final PageCookie MEMBER = new PageCookie("login");

    /** Names the person whose unsent work the script of the next page erases. */
    private static final PageCookie ERASE = new PageCookie("erase", "/", true);

    /** Key of the HTTP session: the login that belongs to its account at the provider. */
    private static final String LOGIN_OF_SESSION = "login.id";

    /** Long enough for questions that the provider may ask before it sends the person back. */
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

    /** Loaded from the database once per request. */
    private Optional<LoginEntity> login;

    /** Whether the database could not be queried, so that the person is unknown. */
    private boolean unknown;

    /** A person who logged in at the provider and has a role here. */
    public Optional<Person> member() {
        return login().map(LoginEntity::person);
    }

    private Optional<LoginEntity> login() {
        if (login == null) {
            login = kept().flatMap(this::current);
        }
        return login;
    }

    /** Whether the login that this request's cookie names has ended, perhaps while the request ran. */
    public boolean hasLeft() {
        return kept().filter(content -> current(content).isEmpty()).isPresent();
    }

    private Optional<LoginEntity> current(LoginTokens.Content content) {
        return whoIfKnown(() -> loginService.current(content.login()));
    }

    /** Empty while the database is unavailable: notices must be shown to anybody even if the person is unknown. */
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
        return whoIfKnown(() -> MEMBER.value(request).flatMap(loginTokens::read));
    }

    /** The person whom the container has logged in at the provider, if they have a role here. */
    public Optional<Person> proved() {
        Principal principal = request.getUserPrincipal();
        if (principal == null) {
            return Optional.empty();
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        FROM_PROVIDER.stream().filter(role -> request.isUserInRole(role.name())).forEach(roles::add);
        return roles.isEmpty() ? Optional.empty() : Optional.of(new Person(principal.getName(), roles, null));
    }

    /** The provider's session of that login. */
    ProviderSession provedBy() {
        return new ProviderSession(
                claim("sid").filter(ProviderSession::isName), claim("sub").filter(ProviderSession::isName));
    }

    /** When the provider issued the ID token of that login; the beginning of time if it does not say. */
    Instant provedAt() {
        return idToken()
                .map(JsonWebToken::getIssuedAt)
                .map(Instant::ofEpochSecond)
                .orElse(Instant.EPOCH);
    }

    /** The guest of a session, unless a newer invitation gave the seat to somebody else. */
    public Optional<Person> guest(SessionId session) {
        return guest().filter(seat -> seat.session().equals(session)).map(Seat::person);
    }

    /** The seat that this browser was given, while it is valid: see {@link InvitationService#isCurrent}. */
    public Optional<Seat> guest() {
        return keptSeat().filter(this::isCurrent);
    }

    private boolean isCurrent(Seat seat) {
        return whoIfKnown(() -> Optional.of(invitationService.isCurrent(seat))).orElse(false);
    }

    /** The final state of a session whose seat this browser's guest held to the end; empty if they did not, or it is open. */
    public Optional<SessionStatus> endSeenAsGuest(SessionId session) {
        return keptSeat().filter(seat -> seat.session().equals(session)).flatMap(invitationService::endSeen);
    }

    /** The seat that this browser was given, valid or not. */
    public Optional<Seat> keptSeat() {
        return whoIfKnown(() -> GUEST.value(request).flatMap(guestTokens::read));
    }

    /** The person as whom the request may act in this session. */
    public Optional<Person> in(SessionId session, boolean asClient) {
        return asClient ? guest(session) : member();
    }

    /** From now on the browser's guest is this one. */
    public void become(Seat guest, HttpServletResponse response) {
        GUEST.set(guestTokens.issue(guest), (int) GuestTokens.LIFE.toSeconds(), request, response);
    }

    /** From now on the browser's login is the one that has just begun; until it is closed, or the login ends. */
    void become(LoginEntity begun, HttpServletResponse response) {
        login = Optional.of(begun);
        request.getSession().setAttribute(LOGIN_OF_SESSION, begun.id().toString());
        String issued =
                loginTokens.issue(begun, provedName(), named("given_name").orElseGet(this::provedName));
        MEMBER.set(issued, PageCookie.UNTIL_CLOSED, request, response);
    }

    /** The login that belongs to the account in the HTTP session, valid or not. */
    Optional<UUID> loginOfSession() {
        return Optional.ofNullable(request.getSession(false))
                .map(session -> (String) session.getAttribute(LOGIN_OF_SESSION))
                .map(WrittenId::parse);
    }

    /**
     * Deletes cookies that are no longer valid, and renews that of a login that the provider still confirms.
     *
     * @param renewedAfter the age from which on it is renewed
     * @param entering whether a room is entered: the cookie is then renewed if its login is valid, so that it lasts for a
     *     session, even after a restart, when the container no longer has an account that the provider confirms
     */
    void tidy(Duration renewedAfter, boolean entering, Instant now, HttpServletResponse response) {
        // An unreadable cookie is kept: the clock may be wrong, and the cookie does no harm. A cookie is also kept
        // while the database is unavailable, because a client could not use the link again.
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
            MEMBER.set(renewed, PageCookie.UNTIL_CLOSED, request, response);
        }
    }

    private boolean isConfirmed() {
        return proved().isPresent()
                && loginOfSession().equals(login().map(LoginEntity::id))
                && proved().map(Person::id).equals(member().map(Person::id));
    }

    /** Makes the next page erase this person's unsent work. */
    void haveErased(Person person, HttpServletResponse response) {
        ERASE.set(UnsentWorkKeys.owner(person).toString(), ERASED_WITHIN_SECONDS, request, response);
    }

    void forgetGuest(HttpServletResponse response) {
        GUEST.delete(request, response);
    }

    void forgetMember(HttpServletResponse response) {
        login = Optional.empty();
        MEMBER.delete(request, response);
    }

    /** The person's name according to the provider, or empty if nobody is logged in. */
    public String getName() {
        return isMember() ? kept().map(LoginTokens.Content::name).orElseGet(this::provedName) : provedName();
    }

    /** The name for a greeting. */
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

    /** The name claim of the provider, if it is a valid name. */
    private Optional<String> named(String claim) {
        return claim(claim).filter(TextRule.PERSON_NAME::accepts);
    }

    private Optional<String> claim(String claim) {
        return idToken().map(token -> token.getClaimValueAsString(claim));
    }

    private Optional<IDToken> idToken() {
        return request.getUserPrincipal() instanceof OidcPrincipal<?> principal
                ? Optional.ofNullable(principal.getOidcSecurityContext().getIDToken())
                : Optional.empty();
    }

    /** The key under which a browser stores the settings of a logged-in person: not a name, but different for each person. */
    public String getSettingsKey() {
        return member().map(person -> UUID.nameUUIDFromBytes(person.id().getBytes(StandardCharsets.UTF_8)))
                .map(UUID::toString)
                .orElse("");
    }

    /** The key under which a browser stores the page preferences of its reader: language, light or dark. See {@link #readerOf}. */
    public String getReaderKey() {
        String query = Objects.toString(request.getQueryString(), "");
        return readerOf(request.getServletPath() + "?" + query);
    }

    /**
     * Identifies the reader of a page: not a name, but different for each person.
     *
     * @param address its path and query
     * @return empty if unknown: a person with an invitation need not be the browser's previous user
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
}
