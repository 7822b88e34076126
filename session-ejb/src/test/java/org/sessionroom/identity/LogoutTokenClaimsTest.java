package org.sessionroom.identity;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LogoutTokenClaimsTest {

    private static final String ISSUER = "https://idp.example.org";
    /** Independent of the machine's clock, which may jump. */
    private static final Instant NOW = Instant.parse("2024-05-06T07:08:09Z");

    private static final Map<String, Object> LOGOUT =
            Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());

    private final LogoutTokenClaims claims =
            new LogoutTokenClaims(ISSUER, "session-room", Clock.fixed(NOW, ZoneOffset.UTC));

    private void verify(UnaryOperator<JWTClaimsSet.Builder> but) throws BadJWTException {
        JWTClaimsSet.Builder token = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("session-room")
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(120)))
                .jwtID("1")
                .subject("paulo")
                .claim("sid", "s1")
                .claim("events", LOGOUT);
        claims.verify(but.apply(token).build(), null);
    }

    private void isObeyed(UnaryOperator<JWTClaimsSet.Builder> but) {
        assertDoesNotThrow(() -> verify(but));
    }

    private void isRefused(UnaryOperator<JWTClaimsSet.Builder> but) {
        assertThrows(BadJWTException.class, () -> verify(but));
    }

    @Test
    void aLogoutTokenNamesASessionAPersonOrBoth() {
        isObeyed(token -> token);
        isObeyed(token -> token.subject(null));
        isObeyed(token -> token.claim("sid", null));
        isObeyed(token -> token.claim("typ", "Logout"));
        isRefused(token -> token.subject(null).claim("sid", null));
        isRefused(token -> token.subject(null).claim("sid", " "));
        isRefused(token -> token.claim("sid", 7));
    }

    @Test
    void itIsTheProvidersAndForThisRoom() {
        isRefused(token -> token.issuer("https://evil.example"));
        isRefused(token -> token.issuer(null));
        isRefused(token -> token.audience("another-application"));
        isRefused(token -> token.audience(List.of()));
        isObeyed(token -> token.audience(List.of("another-application", "session-room")));
    }

    @Test
    void itIsOfNow() {
        isRefused(token -> token.issueTime(null));
        isRefused(token -> token.expirationTime(null));
        isRefused(token -> token.expirationTime(Date.from(NOW.minus(Duration.ofMinutes(5)))));
        isRefused(token -> token.issueTime(Date.from(NOW.plus(Duration.ofMinutes(5)))));
        isRefused(token -> token.issueTime(Date.from(NOW.minus(Duration.ofMinutes(11)))));
    }

    @Test
    void itIsAboutALogoutAndNothingElse() {
        isRefused(token -> token.claim("events", null));
        isRefused(token -> token.claim("events", "http://schemas.openid.net/event/backchannel-logout"));
        isRefused(token -> token.claim("events", Map.of("urn:another", Map.of())));
        isRefused(
                token -> token.claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", "a text")));
        isRefused(token -> token.claim("nonce", "n"));
        isRefused(token -> token.claim("typ", "ID"));
        isRefused(token -> token.jwtID(null));
    }
}
