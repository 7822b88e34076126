package org.sessionroom.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.sessionroom.identity.TokenMint;
import org.sessionroom.input.WrittenId;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;
import org.sessionroom.session.SessionId;

/** The caller according to the verified token. */
@RequestScoped
public class CallingPerson {

    @Inject
    private JsonWebToken token;

    /** Never contains the role SYSTEM, which is reserved for the room's own processes. */
    public Person get() {
        Set<Role> roles = token.getGroups().stream()
                .map(Role::valueOf)
                .filter(role -> role != Role.SYSTEM)
                .collect(Collectors.toSet());
        String session = token.getClaim(TokenMint.SESSION);
        String invitation = token.getClaim(TokenMint.INVITATION);
        String login = token.getClaim(TokenMint.LOGIN);
        return new Person(
                token.getSubject(),
                roles,
                session == null ? null : SessionId.parse(session),
                invitation == null ? null : WrittenId.parse(invitation),
                login == null ? null : WrittenId.parse(login));
    }
}
