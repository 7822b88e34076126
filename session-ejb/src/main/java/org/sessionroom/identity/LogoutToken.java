package org.sessionroom.identity;

import java.time.Instant;
import java.util.Optional;
import org.sessionroom.identity.LoginEntity.ProviderSession;

/**
 * The content of a logout token of the provider (OpenID Connect Back-Channel Logout 1.0 §2.4).
 *
 * @param providerSession the provider's session that has ended, or null if all of the subject's have
 * @param subject the person, or null
 */
public record LogoutToken(String id, String providerSession, String subject, Instant issuedAt) {

    /** What has ended: one session of the provider, or all of a person's. */
    public enum Target {
        SESSION,
        SUBJECT
    }

    /** What has ended, in the form in which logins store it. */
    ProviderSession at() {
        return target() == Target.SESSION
                ? new ProviderSession(Optional.of(providerSession), Optional.empty())
                : new ProviderSession(Optional.empty(), Optional.of(subject));
    }

    Target target() {
        return providerSession == null ? Target.SUBJECT : Target.SESSION;
    }
}
