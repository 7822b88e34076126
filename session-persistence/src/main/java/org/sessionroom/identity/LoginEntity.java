package org.sessionroom.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;
import org.sessionroom.session.SessionId;

/**
 * One login: it begins when the institution's provider has authenticated a person, or when a client redeems an invitation, and
 * ends when they log out, when the provider reports a logout, or at its time limit. Cookies, tickets, sockets and tokens carry its id, and
 * are not valid longer than the login. It is stored in the database, so it survives a restart of the server.
 */
@Entity
@Table(name = "login")
public class LoginEntity {

    /** A working day, and longer than any session. */
    public static final Duration LIFE = Duration.ofHours(12);

    private static final String SEPARATOR = ",";

    @Id
    private UUID id;

    private String person;

    private String roles;

    @Column(name = "session_id")
    private UUID sessionId;

    @Column(name = "invitation_id")
    private UUID invitationId;

    @Column(name = "provider_session")
    private String providerSession;

    @Column(name = "provider_subject")
    private String providerSubject;

    @Column(name = "began_at")
    private Instant beganAt;

    @Column(name = "ends_at")
    private Instant endsAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    protected LoginEntity() {}

    private LoginEntity(UUID id, Person person, Instant now) {
        this.id = id;
        this.person = person.id();
        this.roles = person.roles().stream().map(Role::name).sorted().collect(Collectors.joining(SEPARATOR));
        this.beganAt = now;
        this.endsAt = now.plus(LIFE);
    }

    /** The login of a person whom the institution's provider authenticated. */
    public static LoginEntity ofMember(UUID id, Person person, ProviderSession at, Instant now) {
        LoginEntity login = new LoginEntity(id, person, now);
        login.belongsTo(at);
        return login;
    }

    /** The login of a client who has taken their seat. */
    public static LoginEntity ofGuest(UUID id, Person guest, Instant now) {
        LoginEntity login = new LoginEntity(id, guest, now);
        login.sessionId = guest.boundTo().value();
        login.invitationId = guest.invitation();
        return login;
    }

    /**
     * The provider has reported that a session of its own is over, or all of a person's; nobody can log in with what it issued before.
     *
     * @param endedAt by the provider's clock, like the times of what it issues
     */
    public static LoginEntity over(UUID id, ProviderSession at, Instant endedAt, Instant now) {
        LoginEntity login = new LoginEntity(id, new Person("nobody", Set.of(), null), now);
        login.belongsTo(at);
        login.end(endedAt);
        return login;
    }

    /** The provider has authenticated the person again, perhaps in another session of its own: the login's time limit starts again. */
    public void confirm(ProviderSession at, Instant now) {
        belongsTo(at);
        endsAt = now.plus(LIFE);
    }

    private void belongsTo(ProviderSession at) {
        providerSession = at.id().orElse(null);
        providerSubject = at.subject().orElse(null);
    }

    /** Ends it permanently; a login that has already ended is not changed. */
    public void end(Instant now) {
        if (endedAt == null) {
            endedAt = now;
        }
    }

    public boolean isCurrent(Instant now) {
        return endedAt == null && now.isBefore(endsAt);
    }

    /** The person who logged in, with the roles that they had then. */
    public Person person() {
        Set<Role> had = Arrays.stream(roles.split(SEPARATOR)).map(Role::valueOf).collect(Collectors.toSet());
        SessionId boundTo = sessionId == null ? null : new SessionId(sessionId);
        return new Person(person, had, boundTo, invitationId, id);
    }

    public UUID id() {
        return id;
    }

    public Instant endsAt() {
        return endsAt;
    }

    /**
     * The provider's session on which a login is based.
     *
     * @param id its {@code sid}, if the provider gives one
     * @param subject the person's {@code sub}
     */
    public record ProviderSession(Optional<String> id, Optional<String> subject) {

        private static final int LONGEST = 255;

        /** @throws IllegalArgumentException if a value is not valid according to {@link #isName} */
        public ProviderSession {
            if (!id.map(ProviderSession::isName).orElse(true)
                    || !subject.map(ProviderSession::isName).orElse(true)) {
                throw new IllegalArgumentException("sid or sub is no name");
            }
        }

        /** Whether a claim can identify a session or a person (OpenID Connect Core 1.0 §2: at most 255 characters of ASCII). */
        public static boolean isName(String claim) {
            return !claim.isBlank()
                    && claim.length() <= LONGEST
                    && claim.chars().noneMatch(Character::isISOControl);
        }
    }
}
