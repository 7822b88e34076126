package org.sessionroom.identity;

import java.time.Instant;
import java.util.Optional;
import org.sessionroom.identity.LoginEntity.ProviderSession;

/**
 * What a logout token of the provider says (OpenID Connect Back-Channel Logout 1.0 §2.4).
 *
 * @param providerSession the provider's session that is over, or null when all of the subject's are
 * @param subject whose they are, or null
 */
public record LogoutToken(String id, String providerSession, String subject, Instant issuedAt) {

    /** What is over: one session of the provider, or all of somebody's. */
    public enum Target {
        SESSION,
        SUBJECT
    }

    /** What is over, as logins name it. */
    ProviderSession at() {
        return target() == Target.SESSION
                ? new ProviderSession(Optional.of(providerSession), Optional.empty())
                : new ProviderSession(Optional.empty(), Optional.of(subject));
    }

    Target target() {
        return providerSession == null ? Target.SUBJECT : Target.SESSION;
    }
}
