package org.sessionroom.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Changes one property of a token at a time, for every use of our tokens: each such token must be rejected. */
class OwnTokenCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final String ID = "0190a000-0000-7000-8000-000000000001";
    private static final ECKey OURS = key("ours");
    private static final ECKey OLD = key("old");
    private static final JWKSet KEYS = new JWKSet(List.of(OURS.toPublicJWK(), OLD.toPublicJWK()));

    private static ECKey key(String name) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(name).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWTClaimsSet.Builder claims(TokenUse use) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(TokenMint.ISSUER)
                .audience(use.audience())
                .subject(ID)
                .issueTime(in(Duration.ZERO))
                .expirationTime(Date.from(NOW.plus(use.life())))
                .claim("sid", ID)
                .claim("invitation", ID)
                .claim("login", ID);
        return use == TokenUse.ACCESS ? claims.claim("groups", List.of("CLIENT")) : claims;
    }

    private static Date in(Duration time) {
        return Date.from(NOW.plus(time));
    }

    private static JWSHeader.Builder header(TokenUse use) {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).type(use.type()).keyID("ours");
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, ECKey key) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String with(TokenUse use, JWTClaimsSet.Builder claims) {
        return signed(header(use).build(), claims.build(), OURS);
    }

    private static void accepts(String token, TokenUse use) throws BadJWTException {
        assertEquals(ID, OwnTokenCheck.verify(token, use, KEYS, NOW).getSubject());
    }

    @Test
    void whatWeMintIsTakenAlsoDuringARotation() throws Exception {
        for (TokenUse use : TokenUse.values()) {
            accepts(with(use, claims(use)), use);
            accepts(signed(header(use).keyID("old").build(), claims(use).build(), OLD), use);
        }
    }

    @Test
    void clocksMayDifferByAMinute() throws Exception {
        for (TokenUse use : TokenUse.values()) {
            accepts(with(use, claims(use).issueTime(in(Duration.ofSeconds(60)))), use);
            accepts(
                    with(
                            use,
                            claims(use)
                                    .issueTime(in(Duration.ofSeconds(-70)))
                                    .expirationTime(in(Duration.ofSeconds(-59)))),
                    use);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyOtherTokenIsRefused() {
        return Stream.of(TokenUse.values()).flatMap(use -> mutations(use).entrySet().stream()
                .map(mutation -> DynamicTest.dynamicTest(
                        use + ": " + mutation.getKey(),
                        () -> assertThrows(
                                BadJWTException.class,
                                () -> OwnTokenCheck.verify(mutation.getValue(), use, KEYS, NOW)))));
    }

    private static Map<String, String> mutations(TokenUse use) {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (TokenUse other : TokenUse.values()) {
            if (other != use) {
                tokens.put("minted for " + other, with(other, claims(other)));
                tokens.put(
                        "typed as " + other,
                        signed(header(other).build(), claims(use).build(), OURS));
                tokens.put("meant for " + other, with(use, claims(use).audience(other.audience())));
            }
        }
        tokens.put("logout", signed(typed(use, "logout+jwt"), claims(use).build(), OURS));
        tokens.put("typed as any", signed(typed(use, "JWT"), claims(use).build(), OURS));
        tokens.put("no typ", signed(typed(use, null), claims(use).build(), OURS));
        tokens.put("no kid", signed(header(use).keyID(null).build(), claims(use).build(), OURS));
        tokens.put(
                "unknown kid",
                signed(header(use).keyID("x").build(), claims(use).build(), OURS));
        tokens.put(
                "kid of another key",
                signed(header(use).keyID("old").build(), claims(use).build(), OURS));
        tokens.put("key in the header", signed(withItsOwnKey(use), claims(use).build(), key("ours")));
        tokens.put("another's key", signed(header(use).build(), claims(use).build(), key("ours")));
        tokens.put("HS256 by the public key", macced(use));
        tokens.put("alg none", unsigned(use));
        String good = with(use, claims(use));
        tokens.put("cut", good.substring(0, good.length() - 4));
        tokens.put("with a tail", good + ".x");
        tokens.put("no signature", good.substring(0, good.lastIndexOf('.') + 1));
        tokens.put("no token", "garbage");
        tokens.put("empty", "");
        tokens.put("dots", "..");
        tokens.put("too long", good + "x".repeat(5000));
        tokens.put("not ASCII", "ü.ü.ü");

        var changed = new LinkedHashMap<String, JWTClaimsSet.Builder>();
        changed.put("no issuer", claims(use).issuer(null));
        changed.put("another issuer", claims(use).issuer("https://login.hospital.example"));
        changed.put("no audience", claims(use).audience((String) null));
        changed.put("two audiences", claims(use).audience(List.of(use.audience(), "payroll")));
        changed.put("no exp", claims(use).expirationTime(null));
        changed.put(
                "expired",
                claims(use).issueTime(in(Duration.ofSeconds(-70))).expirationTime(in(Duration.ofSeconds(-60))));
        changed.put("no iat", claims(use).issueTime(null));
        changed.put("iat in the future", claims(use).issueTime(in(Duration.ofSeconds(61))));
        changed.put("nbf in the future", claims(use).notBeforeTime(in(Duration.ofSeconds(61))));
        changed.put("old", claims(use).issueTime(Date.from(NOW.minus(use.life()).minusSeconds(120))));
        changed.put("good for ever", claims(use).expirationTime(in(Duration.ofDays(4000))));
        changed.put("no sub", claims(use).subject(null));
        changed.put("empty sub", claims(use).subject(""));
        changed.put("sub of two lines", claims(use).subject("a\nb"));
        changed.put("long sub", claims(use).subject("x".repeat(256)));
        for (String id : List.of("sid", "invitation", "login")) {
            changed.put("malformed " + id, claims(use).claim(id, "x"));
            changed.put("short " + id, claims(use).claim(id, "1-1-1-1-1"));
            changed.put("empty " + id, claims(use).claim(id, ""));
            changed.put("number as " + id, claims(use).claim(id, 7));
            changed.put("list as " + id, claims(use).claim(id, List.of(ID)));
        }
        if (use == TokenUse.ACCESS) {
            changed.put("no groups", claims(use).claim("groups", null));
            changed.put("empty groups", claims(use).claim("groups", List.of()));
            changed.put("unknown group", claims(use).claim("groups", List.of("CLIENT", "KING")));
            changed.put("the room itself", claims(use).claim("groups", List.of("SYSTEM")));
            changed.put("groups as text", claims(use).claim("groups", "CLIENT"));
        }
        if (use == TokenUse.LOGIN) {
            changed.put("no login", claims(use).claim("login", null));
        }
        if (use == TokenUse.GUEST) {
            changed.put("sub that is no id", claims(use).subject("paulo"));
            changed.put("no sid", claims(use).claim("sid", null));
            changed.put("no invitation", claims(use).claim("invitation", null));
        }
        changed.forEach((name, claims) -> tokens.put(name, with(use, claims)));
        return tokens;
    }

    private static JWSHeader typed(TokenUse use, String type) {
        return header(use).type(type == null ? null : new JOSEObjectType(type)).build();
    }

    private static JWSHeader withItsOwnKey(TokenUse use) {
        return header(use).keyID("stranger").jwk(key("stranger").toPublicJWK()).build();
    }

    private static String unsigned(TokenUse use) {
        return base64("{\"alg\":\"none\",\"typ\":\"" + use.type() + "\",\"kid\":\"ours\"}") + "."
                + base64(claims(use).build().toString()) + ".";
    }

    private static String macced(TokenUse use) {
        try {
            var header =
                    new JWSHeader.Builder(JWSAlgorithm.HS256).type(use.type()).keyID("ours");
            SignedJWT token = new SignedJWT(header.build(), claims(use).build());
            token.sign(new MACSigner(OURS.toPublicJWK().toJSONString()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes());
    }
}
