package org.sessionroom.identity;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
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
import org.sessionroom.record.RetentionClass;

/**
 * Begins and ends logins, and checks whether one is still valid. Every credential that carries the id of a login (a cookie, a token, an open
 * socket) is checked here.
 */
@Stateless
public class LoginService {

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
     * The provider has authenticated a person.
     *
     * @param issuedAt when the provider issued the ID token that says so
     * @param before the person who was logged in with this browser until now: the same person's login continues, anybody else's ends
     * @return empty if the provider has reported since that its session is over: it must be asked again
     */
    public Optional<LoginEntity> begin(Person person, ProviderSession at, Instant issuedAt, Optional<Person> before) {
        logins.holdOffLogouts(at);
        if (logins.isOver(at, issuedAt)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<LoginEntity> known = before.flatMap(one -> logins.lockCurrent(one.login(), now));
        Optional<LoginEntity> same = known.filter(login -> login.person().id().equals(person.id())
                && login.person().roles().equals(person.roles()));
        if (same.isPresent()) {
            same.get().confirm(at, now);
            return same;
        }
        known.ifPresent(other -> end(other, now));
        LoginEntity login = addOfMember(person, at, now);
        note(person, AuditedEvent.LOGGED_IN);
        return Optional.of(login);
    }

    /** A client has taken their seat; part of that transaction. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public LoginEntity beginAsGuest(Person guest) {
        LoginEntity login = LoginEntity.ofGuest(ids.next(), guest, clock.instant());
        logins.add(login);
        return login;
    }

    /**
     * The login to which a token of the provider belongs; the first token of a provider's session begins one, and so does each
     * token that names no session.
     *
     * @param issuedAt when the token was issued
     * @return empty if that login has ended, or its person has logged out since, although the provider's token is still valid
     */
    public Optional<UUID> ofProviderSession(Person person, ProviderSession at, Instant issuedAt) {
        logins.holdOffLogouts(at);
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

    /** Whether a person's login is valid. A client who entered before logins were stored has none; their cookie expires. */
    public boolean isCurrent(Person person) {
        return person.login() == null
                ? person.is(Role.CLIENT)
                : current(person.login()).isPresent();
    }

    /** The login, as long as it is valid. */
    public Optional<LoginEntity> current(UUID login) {
        return logins.current(login, clock.instant());
    }

    /** The client who redeemed an invitation, until they leave the browser in which they did. */
    public Optional<Person> guest(UUID invitation) {
        return logins.currentOfInvitation(invitation, clock.instant()).map(LoginEntity::person);
    }

    /** Those of these logins that have ended. */
    public Set<UUID> ended(Collection<UUID> open) {
        Set<UUID> ended = new HashSet<>(open);
        ended.removeAll(logins.current(open, clock.instant()));
        return ended;
    }

    /** A person logs out; all credentials of their login end with it. */
    public void end(UUID login) {
        Instant now = clock.instant();
        logins.lockCurrent(login, now).ifPresent(one -> end(one, now));
    }

    /**
     * The provider reports that a person has logged out there.
     *
     * @return how many logins ended here
     */
    public int end(LogoutToken logout) {
        Instant now = clock.instant();
        logins.holdOffLogins(logout.at());
        List<LoginEntity> over = logout.target() == Target.SESSION
                ? logins.lockOfProviderSession(logout.providerSession())
                : logins.lockOfSubject(logout.subject(), logout.issuedAt().plus(ClockLeeway.OF_TOKENS));
        over.forEach(login -> end(login, now));
        // An older token, or an older account of a browser, may begin a login here later; this row makes them invalid.
        logins.add(LoginEntity.over(ids.next(), logout.at(), logout.issuedAt(), now));
        return over.size();
    }

    private void end(LoginEntity login, Instant now) {
        login.end(now);
        note(login.person(), AuditedEvent.LOGGED_OUT);
    }

    /** Deletes logins whose retention period is over. */
    public void forgetOver() {
        logins.forgetOver(RetentionClass.LOGIN.overdueBefore(clock.instant()));
    }

    private void note(Person person, AuditedEvent event) {
        auditService.done(person, event, person.boundTo(), null);
        log.write(line -> line.login(event, person.id()));
    }
}
