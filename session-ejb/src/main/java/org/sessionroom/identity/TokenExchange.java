package org.sessionroom.identity;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import org.sessionroom.audit.AuditService;
import org.sessionroom.audit.AuditedEvent;
import org.sessionroom.database.CommittedLog;
import org.sessionroom.identity.ProviderTokens.Known;
import org.sessionroom.participant.Person;

/** Exchanges a token of the institution's provider for one of ours (RFC 8693). */
@Stateless
public class TokenExchange {

    @Inject
    private CommittedLog log;

    @EJB
    private ProviderTokens providerTokens;

    @EJB
    private TokenMint mint;

    @EJB
    private LoginService loginService;

    @EJB
    private AuditService auditService;

    /** @return a token for session-api, or empty if the provider's is refused */
    public Optional<String> exchange(String providersToken) {
        return providerTokens.read(providersToken).flatMap(this::withLogin).map(this::mint);
    }

    /** Adds the login of the provider's session, on which the validity of our token depends; empty if it has ended. */
    private Optional<Person> withLogin(Known known) {
        return loginService
                .ofProviderSession(known.person(), known.at(), known.issuedAt())
                .map(known.person()::by);
    }

    private String mint(Person person) {
        auditService.done(person, AuditedEvent.TOKEN_EXCHANGED, null, null);
        log.write(line -> line.tokenExchanged(person.id()));
        return mint.mint(person);
    }
}
