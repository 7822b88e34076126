package org.sessionroom.participant;

import java.io.Serializable;
import java.util.Set;
import java.util.UUID;
import org.sessionroom.session.SessionId;

/**
 * The person or system that acts, for access control. Contains no name: it is kept in HTTP sessions and stateful beans, which are replicated.
 *
 * @param id the user name at the identity provider, or a client's participant id
 * @param roles never empty
 * @param boundTo the only session that they may access, or null if not bound to one
 * @param invitation by which a client entered, or null for everybody else
 * @param login the login of the person, or null for the room's own processes, which have none
 */
public record Person(String id, Set<Role> roles, SessionId boundTo, UUID invitation, UUID login)
        implements Serializable {

    /** The room itself. */
    public static final Person SYSTEM = new Person("system", Set.of(Role.SYSTEM), null);

    public Person {
        roles = Set.copyOf(roles);
    }

    /** A person or system without an invitation. */
    public Person(String id, Set<Role> roles, SessionId boundTo) {
        this(id, roles, boundTo, null, null);
    }

    public static Person therapist(String userName) {
        return new Person(userName, Set.of(Role.THERAPIST), null);
    }

    public static Person client(ParticipantId participant, SessionId session, UUID invitation) {
        return new Person(participant.toString(), Set.of(Role.CLIENT), session, invitation, null);
    }

    /** The same person, restricted to this session. */
    public Person within(SessionId session) {
        return new Person(id, roles, session, invitation, login);
    }

    /** The same person with this login. */
    public Person by(UUID login) {
        return new Person(id, roles, boundTo, invitation, login);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether they entered by an invitation, and not by a login. */
    public boolean isGuest() {
        return invitation != null;
    }

    /** Whether a session, or null for anything else, is within what they are bound to. */
    public boolean reaches(SessionId session) {
        return boundTo == null || boundTo.equals(session);
    }

    /** The role for an audit row: the one closest to the people in the room. */
    public Role leadingRole() {
        return roles.stream().min(Enum::compareTo).orElseThrow();
    }
}
