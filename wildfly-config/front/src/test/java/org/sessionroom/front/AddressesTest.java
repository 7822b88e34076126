package org.sessionroom.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The address under which a request is answered, whatever its headers contain. */
class AddressesTest {

    private final Addresses addresses = Addresses.of(
            "https://room.hospital.example",
            "https://intranet.example:8443, http://localhost:8080",
            "http://127.0.0.1:8080/api/jwks");

    private String answering(String claimed, String scheme, String path) {
        return addresses
                .answering(claimed, scheme, path)
                .map(address -> address.scheme() + "://" + address.authority())
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "room.hospital.example, https, /join, https://room.hospital.example",
        "ROOM.Hospital.example, https, /join, https://room.hospital.example",
        "room.hospital.example:443, https, /join, https://room.hospital.example",
        // A proxy terminates TLS and sends no header about it.
        "room.hospital.example, http, /join, https://room.hospital.example",
        "intranet.example:8443, https, /api/me, https://intranet.example:8443",
        "localhost:8080, http, /login, http://localhost:8080",
        "127.0.0.1:8080, http, /api/jwks, http://127.0.0.1:8080",
    })
    void whatIsOursIsAnsweredAsConfigured(String claimed, String scheme, String path, String address) {
        assertEquals(address, answering(claimed, scheme, path));
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example, https, /",
        "evil.example:443, https, /api/me",
        "room.hospital.example., https, /",
        "room.hospital.example:80, http, /",
        "room.hospital.example:8443, https, /",
        "room.hospital.example:443:443, https, /",
        "room.hospital.example@evil.example, https, /",
        "user@room.hospital.example, https, /",
        "evil.example#room.hospital.example, https, /",
        "room.hospital.example/../evil.example, https, /",
        "localhost:8080, https, /",
        "intranet.example, https, /",
        "intranet.example:8443, http, /",
        "127.0.0.1:8080, http, /join",
        "127.0.0.1:8080, http, /",
        "127.0.0.1:8080, https, /api/jwks",
        "'', https, /",
    })
    void whatIsNotOursIsNotAnswered(String claimed, String scheme, String path) {
        assertEquals("none", answering(claimed, scheme, path));
    }

    @Test
    void aLiteralOfVersionSixIsNamedInBrackets() {
        Address literal = Address.of("http://[::1]:8080");
        assertEquals("[::1]:8080", literal.authority());
        assertTrue(literal.isNamedBy("[::1]:8080"));
    }

    @Test
    void withoutAnAddressOfTheApiThereIsNone() {
        assertEquals(
                Optional.empty(), Addresses.of("http://room.example", "", "").ofApi());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "room.example", "ftp://room.example", "https://", "https:///join", "https://a b"})
    void whatIsNoAddressKeepsTheServerFromStarting(String url) {
        assertThrows(IllegalArgumentException.class, () -> Addresses.of(url, "", ""));
    }
}
