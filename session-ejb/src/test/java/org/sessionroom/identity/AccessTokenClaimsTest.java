package org.sessionroom.identity;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenClaimsTest {

    private static final String HOSPITAL = "https://login.hospital.example";
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private final AccessTokenClaims required =
            new AccessTokenClaims(HOSPITAL, Set.of("session-room", "portal"), Clock.fixed(NOW, ZoneOffset.UTC));

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(HOSPITAL)
                .subject("paulo")
                .audience("session-room")
                .issueTime(in(Duration.ZERO))
                .expirationTime(in(Duration.ofMinutes(5)));
    }

    private void accepts(JWTClaimsSet.Builder claims) {
        assertDoesNotThrow(() -> required.verify(claims.build(), null));
    }

    private void refuses(JWTClaimsSet.Builder claims) {
        assertThrows(BadJWTException.class, () -> required.verify(claims.build(), null));
    }

    @Test
    void anAccessTokenForTheRoomIsTaken() {
        accepts(claims());
        accepts(claims().claim("typ", "Bearer"));
        accepts(claims().audience(List.of("account", "portal")));
    }

    @Test
    void anAccessTokenForAnotherSystemIsRefused() {
        refuses(claims().audience("payroll"));
        refuses(claims().audience((String) null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonce", "at_hash", "c_hash"})
    void whatOnlyAnIdTokenCarriesIsRefused(String claim) {
        refuses(claims().claim(claim, "something"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID", "Refresh", "Logout", "DPoP"})
    void whatKeycloakTypesOtherwiseIsRefused(String kind) {
        refuses(claims().claim("typ", kind));
    }

    @Test
    void whatMayBeAnIdTokenDoesNotSayThatItIsForAccess() {
        assertFalse(AccessTokenClaims.saysAccess(null, claims().build()));
        assertFalse(AccessTokenClaims.saysAccess(
                JOSEObjectType.JWT,
                claims().claim("azp", "session-room").claim("typ", "ID").build()));
    }

    @Test
    void anAccessTokenSaysSoByItsTypeOrByItsClaims() {
        assertTrue(AccessTokenClaims.saysAccess(new JOSEObjectType("at+JWT"), claims().build()));
        for (String claim : List.of("scope", "scp", "client_id", "appid", "cid")) {
            assertTrue(AccessTokenClaims.saysAccess(
                    JOSEObjectType.JWT, claims().claim(claim, "some").build()));
        }
        assertTrue(AccessTokenClaims.saysAccess(
                JOSEObjectType.JWT, claims().claim("typ", "Bearer").build()));
    }

    @Test
    void anotherIssuersAndAnExpiredOneAreRefused() {
        refuses(claims().issuer("https://elsewhere.example"));
        refuses(claims().expirationTime(in(Duration.ofMinutes(-5))));
    }

    @Test
    void clocksMayDifferByAMinute() {
        accepts(claims().issueTime(in(Duration.ofSeconds(59))));
        accepts(claims().expirationTime(in(Duration.ofSeconds(-59))));
        refuses(claims().issueTime(in(Duration.ofSeconds(61))));
        refuses(claims().expirationTime(in(Duration.ofSeconds(-61))));
        refuses(claims().notBeforeTime(in(Duration.ofSeconds(61))));
    }

    @Test
    void aTokenWithoutTimeOrOfMoreThanADayIsRefused() {
        refuses(claims().issueTime(null));
        refuses(claims().expirationTime(null));
        refuses(claims().expirationTime(in(Duration.ofHours(25))));
    }

    private static Date in(Duration time) {
        return Date.from(NOW.plus(time));
    }
}
