package org.sessionroom.identity;

import static org.sessionroom.SessionRoomLog.LOG;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.Key;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sessionroom.health.RecurringFaults;
import org.sessionroom.identity.LoginEntity.ProviderSession;
import org.sessionroom.input.TextRule;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionUnavailable;

/**
 * Validates access tokens of the institution's identity provider, for the token exchange of RFC 8693. Keys
 * are fetched again when a token names an unknown one.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class ProviderTokens {

    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private static final Set<Role> EXCHANGED =
            EnumSet.of(Role.THERAPIST, Role.ADMIN, Role.PRIVACY_OFFICER, Role.SCHEDULER);

    /** Maximum characters of a token. */
    private static final int LONGEST = 16_384;

    private static final RecurringFaults REFUSALS = new RecurringFaults(Duration.ofMinutes(1));

    @Inject
    private ProviderMetadata providerMetadata;

    @Inject
    private Clock clock;

    private volatile DefaultJWTProcessor<SecurityContext> verifier;

    /**
     * The person of a token, or empty if it is not a valid one of the provider or contains no known role.
     *
     * @throws SessionUnavailable if the provider's keys could not be fetched
     */
    public Optional<Known> read(String token) {
        if (token.length() > LONGEST) {
            return refused("too long");
        }
        try {
            SignedJWT signed = SignedJWT.parse(token);
            JWTClaimsSet claims = verifier().process(signed, null);
            if (!AccessTokenClaims.saysAccess(signed.getHeader().getType(), claims)) {
                return refused("not said to be an access token");
            }
            Optional<Set<Role>> roles = roles(claims);
            if (roles.isEmpty()) {
                return refused("roles, or realm_access.roles, is no list of names");
            }
            if (roles.get().isEmpty()) {
                return refused("no role here");
            }
            String name = userName(claims);
            if (!TextRule.USER_NAME.accepts(name)) {
                return refused("the claim that names people holds no user name");
            }
            ProviderSession at = new ProviderSession(
                    Optional.ofNullable(claims.getStringClaim("sid")), Optional.ofNullable(claims.getSubject()));
            return Optional.of(new Known(
                    new Person(name, roles.get(), null),
                    at,
                    claims.getIssueTime().toInstant()));
        } catch (BadJWTException unsuitable) {
            // Its signature was valid, so this message describes a token of the provider.
            return refused(unsuitable.getMessage());
        } catch (KeySourceException unknownKey) {
            if (providerMetadata.answeredLast()) {
                return refused("signed with a key that is unknown");
            }
            throw unavailable(unknownKey);
        } catch (IOException noMetadata) {
            throw unavailable(noMetadata);
        } catch (ParseException | BadJOSEException | JOSEException | RuntimeException e) {
            // For malformed tokens the library throws undeclared exceptions, too.
            return refused(e.getClass().getSimpleName());
        }
    }

    /** The provider's keys could not be fetched; the token itself may be valid. */
    private static SessionUnavailable unavailable(Exception cause) {
        refused(cause.getClass().getSimpleName());
        return new SessionUnavailable(Rejection.UNAVAILABLE, cause);
    }

    /** Logs once a minute for each kind of refusal. */
    static <T> Optional<T> refused(String kind) {
        REFUSALS.count(kind, System.nanoTime()).ifPresent(count -> LOG.tokenRefused(kind, count));
        return Optional.empty();
    }

    /** A person whom the provider knows, and the provider's session to which the token belongs. */
    public record Known(Person person, ProviderSession at, Instant issuedAt) {}

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
            // RFC 8725 §3.11: a token with another type, such as a logout token, is not an access token.
            if (type == null || !TYPES.contains(type.getType().toLowerCase(Locale.ROOT))) {
                throw new BadJOSEException("unexpected typ");
            }
        });
        var selector = new JWSVerificationKeySelector<>(
                Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256), keys);
        // Without a kid any key of the right kind would match, and each unknown token would be tried with all of them.
        processor.setJWSKeySelector((header, context) ->
                header.getKeyID() == null ? List.<Key>of() : selector.selectJWSKeys(header, context));
        processor.setJWTClaimsSetVerifier(new AccessTokenClaims(providerMetadata.issuer(), audiences(), clock));
        return processor;
    }

    /** {@code SESSION_TOKEN_AUDIENCE}, by default the client id of the pages at the provider. */
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

    /** The known roles, or empty if the claim is malformed. */
    private static Optional<Set<Role>> roles(JWTClaimsSet claims) {
        try {
            List<String> named = new ArrayList<>();
            Optional.ofNullable(claims.getStringListClaim("roles")).ifPresent(named::addAll);
            Map<String, Object> realm = claims.getJSONObjectClaim("realm_access");
            if (realm != null && realm.get("roles") != null) {
                named.addAll(JSONObjectUtils.getStringList(realm, "roles"));
            }
            Set<Role> roles = EnumSet.noneOf(Role.class);
            EXCHANGED.stream().filter(role -> named.contains(role.name())).forEach(roles::add);
            return Optional.of(roles);
        } catch (ParseException odd) {
            return Optional.empty();
        }
    }
}
