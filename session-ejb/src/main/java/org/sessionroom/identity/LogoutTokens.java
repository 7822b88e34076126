package org.sessionroom.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.infinispan.Cache;
import org.infinispan.commons.CacheException;

/** Validates the logout tokens of the institution's identity provider, and accepts each one once. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class LogoutTokens {

    /** The maximum age of a token plus the clocks' difference. */
    private static final int REMEMBERED_MINUTES = 15;

    @Inject
    private ProviderMetadata providerMetadata;

    @Inject
    private Clock clock;

    /** The cache of the tickets, which is suitable: single use, on any node, for minutes. */
    @Resource(lookup = "java:jboss/infinispan/cache/rooms/tickets")
    private Cache<String, String> used;

    private volatile DefaultJWTProcessor<SecurityContext> verifier;

    /**
     * The content of a token, or empty if it is not a valid one of the provider, or was used before.
     *
     * @throws IOException if the provider's keys are not available now
     */
    public Optional<LogoutToken> read(String token) throws IOException {
        Optional<LogoutToken> said = verified(token);
        return said.isPresent() && wasReadBefore(said.get())
                ? ProviderTokens.refused("logout token read before")
                : said;
    }

    private Optional<LogoutToken> verified(String token) throws IOException {
        try {
            JWTClaimsSet claims = verifier().process(token, null);
            return Optional.of(new LogoutToken(
                    claims.getJWTID(),
                    claims.getStringClaim("sid"),
                    claims.getSubject(),
                    claims.getIssueTime().toInstant()));
        } catch (BadJWTException unsuitable) {
            // Its signature was valid, so this message describes a token of the provider.
            return ProviderTokens.refused(unsuitable.getMessage());
        } catch (KeySourceException unknownKey) {
            if (providerMetadata.answeredLast()) {
                return ProviderTokens.refused("logout token signed with a key that is unknown");
            }
            throw new IOException(unknownKey);
        } catch (ParseException | BadJOSEException | JOSEException | RuntimeException e) {
            // For malformed tokens the library throws undeclared exceptions, too.
            return ProviderTokens.refused(e.getClass().getSimpleName());
        }
    }

    /** While this cannot be checked, because another node does not answer, the token is obeyed: ending a login twice does no harm. */
    private boolean wasReadBefore(LogoutToken token) {
        try {
            return used.putIfAbsent(replay(token.id()), "", REMEMBERED_MINUTES, TimeUnit.MINUTES) != null;
        } catch (CacheException silent) {
            return false;
        }
    }

    /** The logout could not be carried out; the provider may send the token again. */
    public void forget(LogoutToken token) {
        try {
            used.remove(replay(token.id()));
        } catch (CacheException silent) {
            // The entry expires by itself; until then the provider's next attempt is refused.
        }
    }

    private static String replay(String id) {
        return "logout " + id;
    }

    private DefaultJWTProcessor<SecurityContext> verifier() throws IOException {
        if (verifier == null) {
            verifier = create();
        }
        return verifier;
    }

    private DefaultJWTProcessor<SecurityContext> create() throws IOException {
        JWKSource<SecurityContext> keys = providerMetadata.keys();
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier((type, context) -> {
            // Providers older than the final specification use the type of any other token.
            if (type != null && !Set.of("JWT", "logout+jwt").contains(type.getType())) {
                throw new BadJOSEException("unexpected typ");
            }
        });
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256), keys));
        String client = ConfigProvider.getConfig()
                .getOptionalValue("session.oidc.client.id", String.class)
                .orElse("session-room");
        processor.setJWTClaimsSetVerifier(new LogoutTokenClaims(providerMetadata.issuer(), client, clock));
        return processor;
    }
}
