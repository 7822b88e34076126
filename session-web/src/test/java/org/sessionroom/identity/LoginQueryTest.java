package org.sessionroom.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginQueryTest {

    private static final Optional<String> BEGUN = Optional.of("4f6c");

    @ParameterizedTest
    @CsvSource({
        "code=a.b-c%2Fd&state=4f6c, code=a.b-c%2Fd&state=4f6c",
        "state=4f6c&session_state=x&iss=https%3A%2F%2Flogin.example%2Frealms%2Fh&code=a,"
                + " state=4f6c&session_state=x&iss=https%3A%2F%2Flogin.example%2Frealms%2Fh&code=a",
        "error=login_required&state=4f6c&error_description=two+words, error=login_required&state=4f6c",
    })
    void theProvidersAnswerToThisBrowserIsShown(String query, String shown) {
        assertEquals(shown, LoginQuery.shown("/login", query, BEGUN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "code",
                "code=1",
                "state=4f6c",
                "prompt=none",
                "code=1&state=other",
                "code=1&code=2&state=4f6c",
                "code=1&state=4f6c&state=other",
                "code=1&error=x&state=4f6c",
                "error=a%0ab&state=4f6c",
                "error=<script>&state=4f6c",
                "%63ode=1&state=4f6c",
                "x%26code=1&state=4f6c",
                "prompt=login",
                "login_hint=x&scope=admin",
                "redirect_uri=https://evil.example",
            })
    void nothingElseIsShown(String query) {
        assertEquals("", LoginQuery.shown("/login", query, BEGUN));
    }

    @Test
    void onNoOtherPageAndToNoOtherBrowser() {
        String answer = "code=1&state=4f6c";
        assertEquals("", LoginQuery.shown("/join", answer, BEGUN));
        assertEquals("", LoginQuery.shown("/login/", answer, BEGUN));
        assertEquals("", LoginQuery.shown("/login", answer, Optional.empty()));
        assertEquals("", LoginQuery.shown("/login", answer, Optional.of("")));
        assertEquals("", LoginQuery.shown("/login", null, BEGUN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "access_token=x",
                "a=1&access_token=",
                "access%5Ftoken=x",
                "x%26access_token=y",
                "access_token",
                "id_token=x",
                "refresh_token=x"
            })
    void aTokenInAnAddressIsNoticed(String query) {
        assertTrue(LoginQuery.carriesCredential(query));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x=access_token", "session=1&as=client", "%zz", "token=x"})
    void otherAddressesCarryNone(String query) {
        assertFalse(LoginQuery.carriesCredential(query));
        assertFalse(LoginQuery.carriesCredential(null));
    }
}
