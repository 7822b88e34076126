package org.sessionroom.participant;

import java.io.Serializable;
import java.util.Set;
import java.util.UUID;
import org.sessionroom.session.SessionId;

/**
 * Who acts, as far as rights go. Holds no name: it is kept in HTTP sessions and stateful beans, which are replicated.
 *
 * @param id the user name at the identity provider, or a client's participant id
 * @param roles never empty
 * @param boundTo the only session they may touch, or null when not bound to one
 * @param invitation by which a client came in, or null for everybody else
 * @param login the login that this rests on, or null where there is none to end: the room's own processes
 */
public record Person(String id, Set<Role> roles, SessionId boundTo, UUID invitation, UUID login)
        implements Serializable {

    /** The room itself. */
    public static final Person SYSTEM = new Person("system", Set.of(Role.SYSTEM), null);

    public Person {
        roles = Set.copyOf(roles);
    }

    /** Somebody, or a system, who did not come by an invitation. */
    public Person(String id, Set<Role> roles, SessionId boundTo) {
        this(id, roles, boundTo, null, null);
    }

    public static Person therapist(String userName) {
        return new Person(userName, Set.of(Role.THERAPIST), null);
    }

    public static Person client(ParticipantId participant, SessionId session, UUID invitation) {
        return new Person(participant.toString(), Set.of(Role.CLIENT), session, invitation, null);
    }

    /** The same person, who may touch this session only. */
    public Person within(SessionId session) {
        return new Person(id, roles, session, invitation, login);
    }

    /** The same person, as this login knows them. */
    public Person by(UUID login) {
        return new Person(id, roles, boundTo, invitation, login);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether a session, or null for what is none, lies within what they are bound to. */
    public boolean reaches(SessionId session) {
        return boundTo == null || boundTo.equals(session);
    }

    /** The role an audit row names: the one closest to the people in the room. */
    public Role leadingRole() {
        return roles.stream().min(Enum::compareTo).orElseThrow();
    }
}
