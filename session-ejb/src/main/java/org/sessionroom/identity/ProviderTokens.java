package org.sessionroom.identity;

import static org.sessionroom.SessionRoomLog.LOG;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.io.IOException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;

/**
 * Reads the access tokens of the institution's identity provider, for the exchange of RFC 8693. Keys
 * are fetched again when an unknown one is met.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class ProviderTokens {

    private static final Set<Role> EXCHANGED =
            EnumSet.of(Role.THERAPIST, Role.ADMIN, Role.PRIVACY_OFFICER, Role.SCHEDULER);

    @Inject
    private Provider provider;

    private volatile DefaultJWTProcessor<SecurityContext> verifier;

    /** The person a token speaks of, or empty when it is not a valid one of the provider or gives no role here. */
    public Optional<Person> read(String token) {
        try {
            JWTClaimsSet claims = verifier().process(token, null);
            Set<Role> roles = roles(claims);
            if (roles.isEmpty()) {
                LOG.tokenRefused("no role here");
                return Optional.empty();
            }
            return Optional.of(new Person(userName(claims), roles, null));
        } catch (BadJWTException unsuitable) {
            // Its signature was good, so that these words are about what the provider said.
            LOG.tokenRefused(unsuitable.getMessage());
        } catch (ParseException | BadJOSEException | JOSEException | IOException e) {
            LOG.tokenRefused(e.getClass().getSimpleName());
        }
        return Optional.empty();
    }

    private DefaultJWTProcessor<SecurityContext> verifier() throws IOException {
        if (verifier == null) {
            verifier = create();
        }
        return verifier;
    }

    private DefaultJWTProcessor<SecurityContext> create() throws IOException {
        JWKSource<SecurityContext> keys =
                JWKSourceBuilder.create(provider.keys(), provider.retriever()).build();
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier((type, context) -> {
            // RFC 8725 §3.11: what is typed as something else, such as a logout token, is not an access token.
            if (type != null && !Set.of("JWT", "at+jwt").contains(type.getType())) {
                throw new BadJOSEException("unexpected typ");
            }
        });
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256), keys));
        processor.setJWTClaimsSetVerifier(new AccessTokenClaims(provider.issuer(), audiences()));
        return processor;
    }

    /** {@code SESSION_TOKEN_AUDIENCE}, or else what the pages' client is called at the provider. */
    private static Set<String> audiences() {
        Config config = ConfigProvider.getConfig();
        return config.getOptionalValues("session.token.audience", String.class)
                .or(() -> config.getOptionalValues("session.oidc.client.id", String.class))
                .map(Set::copyOf)
                .orElse(Set.of("session-room"));
    }

    private static String userName(JWTClaimsSet claims) throws ParseException {
        String claim = ConfigProvider.getConfig()
                .getOptionalValue("session.oidc.principal", String.class)
                .orElse("preferred_username");
        return Optional.ofNullable(claims.getStringClaim(claim)).orElse(claims.getSubject());
    }

    private static Set<Role> roles(JWTClaimsSet claims) throws ParseException {
        List<String> named = new ArrayList<>();
        Optional.ofNullable(claims.getStringListClaim("roles")).ifPresent(named::addAll);
        Map<String, Object> realm = claims.getJSONObjectClaim("realm_access");
        if (realm != null) {
            named.addAll(JSONObjectUtils.getStringList(realm, "roles"));
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        EXCHANGED.stream().filter(role -> named.contains(role.name())).forEach(roles::add);
        return roles;
    }
}
