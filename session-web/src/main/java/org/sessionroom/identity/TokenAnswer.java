package org.sessionroom.identity;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.sessionroom.input.TextRule;

/**
 * The answer of the institution's provider to the token request of a login (OpenID Connect Core 1.0 §3.1.3.3). It does not check
 * signatures: elytron-oidc-client verifies them, but fails silently, or with a stack trace, at missing or unexpected
 * claims.
 */
final class TokenAnswer {

    private static final JsonObject NO_ROLES =
            Json.createObjectBuilder().add("roles", JsonValue.EMPTY_JSON_ARRAY).build();

    private final JsonObject identity;
    private final JsonObject access;

    private TokenAnswer(JsonObject identity, JsonObject access) {
        this.identity = identity;
        this.access = access;
    }

    /** @return empty if it is not an answer with two tokens, which elytron-oidc-client reports itself */
    static Optional<TokenAnswer> read(String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            JsonObject answer = reader.readObject();
            return Optional.of(
                    new TokenAnswer(claims(answer.getString("id_token")), claims(answer.getString("access_token"))));
        } catch (RuntimeException unreadable) {
            // Parsson throws undeclared exceptions, too.
            return Optional.empty();
        }
    }

    private static JsonObject claims(String token) {
        byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(payload))) {
            return reader.readObject();
        }
    }

    /** How far the provider's clock is ahead, according to the token's {@code nbf}; negative if it is not. */
    Duration ahead(Instant now) {
        return identity.get("nbf") instanceof JsonNumber from
                ? Duration.between(now, Instant.ofEpochSecond(from.longValue()))
                : Duration.ZERO;
    }

    /**
     * Why nobody can be logged in with it, as a text for an administrator that contains no part of the tokens.
     *
     * @param principal the claim with the user name
     */
    Optional<String> fault(String principal) {
        if (!identity.containsKey(principal)) {
            return Optional.of("the ID token has no claim " + principal);
        }
        if (!(identity.get(principal) instanceof JsonString name) || !TextRule.USER_NAME.accepts(name.getString())) {
            return Optional.of("the claim " + principal + " of the ID token is no user name");
        }
        if (isOddList(access, "roles")) {
            return Optional.of("the claim roles of the access token is no list of names");
        }
        JsonValue realm = access.getOrDefault("realm_access", NO_ROLES);
        return realm instanceof JsonObject of && of.containsKey("roles") && !isOddList(of, "roles")
                ? Optional.empty()
                : Optional.of("the claim realm_access.roles of the access token is no list of names");
    }

    private static boolean isOddList(JsonObject claims, String name) {
        return claims.containsKey(name)
                && !(claims.get(name) instanceof JsonArray roles
                        && roles.stream().allMatch(JsonString.class::isInstance));
    }
}
