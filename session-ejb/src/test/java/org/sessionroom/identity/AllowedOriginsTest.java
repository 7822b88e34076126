package org.sessionroom.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

class AllowedOriginsTest {

    @Test
    void originsAreComparedAsBrowsersSendThem() {
        assertEquals(
                Set.of("https://sala.hospital.example", "http://localhost:8080", "https://outra.example:8443"),
                AllowedOrigins.listed(" https://Sala.Hospital.example/ , HTTP://localhost:8080,"
                        + "https://outra.example:8443, https://sala.hospital.example:443"));
    }
}
