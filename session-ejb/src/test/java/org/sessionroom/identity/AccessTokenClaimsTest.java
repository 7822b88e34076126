package org.sessionroom.identity;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenClaimsTest {

    private static final String HOSPITAL = "https://login.hospital.example";

    private final AccessTokenClaims required = new AccessTokenClaims(HOSPITAL, Set.of("session-room", "portal"));

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(HOSPITAL)
                .subject("paulo")
                .audience("session-room")
                .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))));
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
    void anotherIssuersAndAnExpiredOneAreRefused() {
        refuses(claims().issuer("https://elsewhere.example"));
        refuses(claims().expirationTime(Date.from(Instant.now().minus(Duration.ofMinutes(5)))));
    }
}
