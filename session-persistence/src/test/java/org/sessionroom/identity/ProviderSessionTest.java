package org.sessionroom.identity;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.identity.LoginEntity.ProviderSession;

class ProviderSessionTest {

    @Test
    void aSessionHasANameOrNone() {
        assertDoesNotThrow(() -> new ProviderSession(Optional.of("a1b2"), Optional.of("x".repeat(255))));
        assertDoesNotThrow(() -> new ProviderSession(Optional.empty(), Optional.empty()));
    }

    /** PostgreSQL rejects such texts, and its refusal would count as an error of the application. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b", "a\nb"})
    void whatIsNoNameIsRefused(String claim) {
        assertThrows(IllegalArgumentException.class, () -> new ProviderSession(Optional.of(claim), Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> new ProviderSession(Optional.empty(), Optional.of(claim)));
        String tooLong = "x".repeat(256);
        assertThrows(IllegalArgumentException.class, () -> new ProviderSession(Optional.of(tooLong), Optional.empty()));
    }
}
