package org.sessionroom.identity;

import static org.sessionroom.SessionRoomLog.LOG;

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
import org.sessionroom.audit.Auditing;
import org.sessionroom.audit.Event;
import org.sessionroom.identity.Login.ProviderSession;
import org.sessionroom.identity.LogoutToken.Target;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;

/**
 * Begins and ends logins, and answers whether one still holds. Whoever carries the id of a login, a cookie, a token or an open
 * socket, asks here.
 */
@Stateless
public class LoggingIn {

    /** A clock that is set forward for a while must not delete logins that hold. */
    private static final Duration KEPT_AFTER_THE_END = Duration.ofDays(1);

    @EJB
    private Auditing auditing;

    @Inject
    private Logins logins;

    @Inject
    private Therapists therapists;

    @Inject
    private Ids ids;

    @Inject
    private Clock clock;

    /**
     * The provider has said who somebody is.
     *
     * @param before who this browser was logged in as until now: the same person goes on, anybody else's login ends
     */
    public Login begin(Person person, ProviderSession at, Optional<Person> before) {
        Instant now = clock.instant();
        Optional<Login> known = before.flatMap(one -> logins.lockCurrent(one.login(), now));
        Optional<Login> same = known.filter(login -> login.person().id().equals(person.id())
                && login.person().roles().equals(person.roles()));
        if (same.isPresent()) {
            same.get().confirm(at, now);
            return same.get();
        }
        known.ifPresent(other -> end(other, now));
        Login login = addOfMember(person, at, now);
        note(person, Event.LOGGED_IN);
        return login;
    }

    /** A client has taken their seat; part of that transaction. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public Login beginAsGuest(Person guest) {
        Login login = Login.ofGuest(ids.next(), guest, clock.instant());
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
        Optional<Login> known = at.id().flatMap(logins::newestOf);
        if (known.isPresent()) {
            return known.filter(login -> login.isCurrent(now)).map(Login::id);
        }
        if (at.subject()
                .filter(subject -> logins.isOverSince(subject, issuedAt))
                .isPresent()) {
            return Optional.empty();
        }
        return Optional.of(addOfMember(person, at, now).id());
    }

    private Login addOfMember(Person person, ProviderSession at, Instant now) {
        Login login = Login.ofMember(ids.next(), person, at, now);
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
    public Optional<Login> current(UUID login) {
        return logins.current(login, clock.instant());
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
        List<Login> over = logout.target() == Target.SESSION
                ? logins.lockOfProviderSession(logout.providerSession())
                : logins.lockOfSubject(logout.subject(), logout.issuedAt().plus(ClockLeeway.OF_TOKENS));
        over.forEach(login -> end(login, now));
        if (over.isEmpty() || logout.target() == Target.SUBJECT) {
            // Tokens from before may come later for the first time, and must find that it is over.
            logins.add(Login.over(ids.next(), logout.at(), now));
        }
        return over.size();
    }

    private void end(Login login, Instant now) {
        login.end(now);
        note(login.person(), Event.LOGGED_OUT);
    }

    /** Deletes logins whose own time is over. */
    public void forgetOver() {
        logins.forgetOver(clock.instant().minus(KEPT_AFTER_THE_END));
    }

    private void note(Person person, Event event) {
        auditing.done(person, event, person.boundTo(), null);
        LOG.login(event, person.id());
    }
}
