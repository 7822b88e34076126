package org.sessionroom.identity;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sessionroom.Ids;
import org.sessionroom.audit.AuditService;
import org.sessionroom.audit.AuditedEvent;
import org.sessionroom.database.CommittedLog;
import org.sessionroom.identity.LoginEntity.ProviderSession;
import org.sessionroom.identity.LogoutToken.Target;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;

/**
 * Begins and ends logins, and answers whether one still holds. Whoever carries the id of a login, a cookie, a token or an open
 * socket, asks here.
 */
@Stateless
public class LoginService {

    /** A clock that is set forward for a while must not delete logins that hold. */
    private static final Duration KEPT_AFTER_THE_END = Duration.ofDays(1);

    @Inject
    private CommittedLog log;

    @EJB
    private AuditService auditService;

    @Inject
    private LoginRepository logins;

    @Inject
    private TherapistRepository therapists;

    @Inject
    private Ids ids;

    @Inject
    private Clock clock;

    /**
     * The provider has said who somebody is.
     *
     * @param before who this browser was logged in as until now: the same person goes on, anybody else's login ends
     */
    public LoginEntity begin(Person person, ProviderSession at, Optional<Person> before) {
        Instant now = clock.instant();
        Optional<LoginEntity> known = before.flatMap(one -> logins.lockCurrent(one.login(), now));
        Optional<LoginEntity> same = known.filter(login -> login.person().id().equals(person.id())
                && login.person().roles().equals(person.roles()));
        if (same.isPresent()) {
            same.get().confirm(at, now);
            return same.get();
        }
        known.ifPresent(other -> end(other, now));
        LoginEntity login = addOfMember(person, at, now);
        note(person, AuditedEvent.LOGGED_IN);
        return login;
    }

    /** A client has taken their seat; part of that transaction. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public LoginEntity beginAsGuest(Person guest) {
        LoginEntity login = LoginEntity.ofGuest(ids.next(), guest, clock.instant());
        logins.add(login);
        return login;
    }

    /**
     * The login that a token of the provider belongs to; the first token of a provider's session begins one, and so does each
     * that names no session.
     *
     * @param issuedAt when the token was
     * @return empty when that login has ended, or its person has logged out since, though the provider's token is still good
     */
    public Optional<UUID> ofProviderSession(Person person, ProviderSession at, Instant issuedAt) {
        Instant now = clock.instant();
        Optional<LoginEntity> known = at.id().flatMap(logins::newestOf);
        if (known.isPresent()) {
            return known.filter(login -> login.isCurrent(now)).map(LoginEntity::id);
        }
        if (at.subject()
                .filter(subject -> logins.isOverSince(subject, issuedAt))
                .isPresent()) {
            return Optional.empty();
        }
        return Optional.of(addOfMember(person, at, now).id());
    }

    private LoginEntity addOfMember(Person person, ProviderSession at, Instant now) {
        LoginEntity login = LoginEntity.ofMember(ids.next(), person, at, now);
        logins.add(login);
        if (person.is(Role.THERAPIST)) {
            therapists.note(person.id(), now);
        }
        return login;
    }

    /** Whether the login of somebody holds. A client who came in before logins were rows has none, and a cookie that ends. */
    public boolean isCurrent(Person person) {
        return person.login() == null
                ? person.is(Role.CLIENT)
                : current(person.login()).isPresent();
    }

    /** Whoever logged in, as long as the login holds. */
    public Optional<LoginEntity> current(UUID login) {
        return logins.current(login, clock.instant());
    }

    /** The client who redeemed an invitation, as long as they have not left the browser in which they did. */
    public Optional<Person> guest(UUID invitation) {
        return logins.currentOfInvitation(invitation, clock.instant()).map(LoginEntity::person);
    }

    /** Those of these logins that have ended. */
    public Set<UUID> ended(Collection<UUID> open) {
        Set<UUID> ended = new HashSet<>(open);
        ended.removeAll(logins.current(open, clock.instant()));
        return ended;
    }

    /** Somebody leaves; all that rests on their login ends with it. */
    public void end(UUID login) {
        Instant now = clock.instant();
        logins.lockCurrent(login, now).ifPresent(one -> end(one, now));
    }

    /**
     * The provider says that somebody has logged out there.
     *
     * @return how many logins ended here
     */
    public int end(LogoutToken logout) {
        Instant now = clock.instant();
        List<LoginEntity> over = logout.target() == Target.SESSION
                ? logins.lockOfProviderSession(logout.providerSession())
                : logins.lockOfSubject(logout.subject(), logout.issuedAt().plus(ClockLeeway.OF_TOKENS));
        over.forEach(login -> end(login, now));
        if (over.isEmpty() || logout.target() == Target.SUBJECT) {
            // Tokens from before may come later for the first time, and must find that it is over.
            logins.add(LoginEntity.over(ids.next(), logout.at(), now));
        }
        return over.size();
    }

    private void end(LoginEntity login, Instant now) {
        login.end(now);
        note(login.person(), AuditedEvent.LOGGED_OUT);
    }

    /** Deletes logins whose own time is over. */
    public void forgetOver() {
        logins.forgetOver(clock.instant().minus(KEPT_AFTER_THE_END));
    }

    private void note(Person person, AuditedEvent event) {
        auditService.done(person, event, person.boundTo(), null);
        log.write(line -> line.login(event, person.id()));
    }
}
