package org.sessionroom.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAnswerTest {

    private static final String PRINCIPAL = "preferred_username";
    private static final String PAULO = "{\"preferred_username\":\"paulo\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"roles\":[\"THERAPIST\"]}",
                "{\"realm_access\":{\"roles\":[]}}",
                "{\"roles\":[],\"realm_access\":{\"roles\":[\"ADMIN\"]}}",
            })
    void whatCanBeUsedHasNoFault(String access) {
        assertEquals(Optional.empty(), answer(PAULO, access).fault(PRINCIPAL));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | no claim preferred_username",
                "{\"preferred_username\":null} | no user name",
                "{\"preferred_username\":7} | no user name",
                "{\"preferred_username\":\"\"} | no user name",
                "{\"preferred_username\":\"pau\\u0000lo\"} | no user name",
            })
    void aNameThatIsMissingOrOddIsSaid(String identity, String said) {
        String fault = answer(identity, "{}").fault(PRINCIPAL).orElseThrow();
        assertTrue(fault.contains(said), fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"roles\":null}",
                "{\"roles\":\"THERAPIST\"}",
                "{\"roles\":[7]}",
                "{\"realm_access\":null}",
                "{\"realm_access\":{}}",
                "{\"realm_access\":[]}",
                "{\"realm_access\":{\"roles\":null}}",
                "{\"realm_access\":{\"roles\":\"ADMIN\"}}",
            })
    void rolesThatAreNoListAreSaid(String access) {
        String fault = answer(PAULO, access).fault(PRINCIPAL).orElseThrow();
        assertTrue(fault.contains("roles"), fault);
        assertFalse(fault.contains("ADMIN"), fault);
    }

    @Test
    void howFarTheProvidersClockIsAheadIsSaidByTheTokenItself() {
        Instant now = Instant.ofEpochSecond(1_800_000_000);
        assertEquals(Duration.ofSeconds(5), answer("{\"nbf\":1800000005}", "{}").ahead(now));
        assertEquals(
                Duration.ofSeconds(-5), answer("{\"nbf\":1799999995}", "{}").ahead(now));
        assertEquals(Duration.ZERO, answer("{}", "{}").ahead(now));
        assertEquals(Duration.ZERO, answer("{\"nbf\":\"tomorrow\"}", "{}").ahead(now));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"id_token\":\"a.b.c\",\"access_token\":\"opaque\"}",
                "{\"id_token\":7,\"access_token\":7}",
            })
    void whatIsNoAnswerWithTwoTokensIsLeftToWhoeverAsked(String body) {
        assertEquals(Optional.empty(), TokenAnswer.read(body));
    }

    private static TokenAnswer answer(String identity, String access) {
        return TokenAnswer.read("{\"id_token\":\"" + token(identity) + "\",\"access_token\":\"" + token(access) + "\"}")
                .orElseThrow();
    }

    private static String token(String claims) {
        String payload =
                Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return "e30." + payload + ".c2ln";
    }
}
