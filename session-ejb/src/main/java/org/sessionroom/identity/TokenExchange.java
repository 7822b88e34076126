package org.sessionroom.identity;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import java.util.Optional;
import org.sessionroom.audit.Auditing;
import org.sessionroom.audit.Event;
import org.sessionroom.identity.ProviderTokens.Known;
import org.sessionroom.participant.Person;

/** Gives people and systems of the institution a token of ours for one of their provider's (RFC 8693). */
@Stateless
public class TokenExchange {

    @EJB
    private ProviderTokens providerTokens;

    @EJB
    private TokenMint mint;

    @EJB
    private LoggingIn loggingIn;

    @EJB
    private Auditing auditing;

    /** @return a token for session-api, or empty when the provider's is refused */
    public Optional<String> exchange(String providersToken) {
        return providerTokens.read(providersToken).flatMap(this::withLogin).map(this::mint);
    }

    /** What is minted holds no longer than the login of the provider's session, of which nothing may be left. */
    private Optional<Person> withLogin(Known known) {
        return loggingIn
                .ofProviderSession(known.person(), known.at(), known.issuedAt())
                .map(known.person()::by);
    }

    private String mint(Person person) {
        auditing.done(person, Event.TOKEN_EXCHANGED, null, null);
        LOG.tokenExchanged(person.id());
        return mint.mint(person);
    }
}
