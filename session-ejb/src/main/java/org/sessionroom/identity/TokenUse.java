package org.sessionroom.identity;

import com.nimbusds.jose.JOSEObjectType;
import java.time.Duration;
import java.util.Set;

/** The purpose of a token of ours. Each has a type and an audience of its own, so that no token is accepted for another purpose (RFC 8725 §3.11). */
public enum TokenUse {
    /** Calls to session-api (RFC 9068). */
    ACCESS("at+jwt", TokenMint.AUDIENCE, TokenMint.LIFE, Set.of()),

    /** The cookie that identifies a guest's browser. */
    GUEST("guest+jwt", "session-web", GuestTokens.LIFE, Set.of(TokenMint.SESSION, TokenMint.INVITATION)),

    /** The cookie that identifies the browser of a person whom the provider authenticated. */
    LOGIN("login+jwt", "session-web-login", LoginTokens.LIFE, Set.of(TokenMint.LOGIN)),

    /** The cookie that marks a browser in which somebody has logged in. */
    BROWSER("browser+jwt", "session-web-browser", BrowserTokens.LIFE, Set.of());

    private final JOSEObjectType type;
    private final String audience;
    private final Duration life;
    private final Set<String> required;

    TokenUse(String type, String audience, Duration life, Set<String> required) {
        this.type = new JOSEObjectType(type);
        this.audience = audience;
        this.life = life;
        this.required = required;
    }

    JOSEObjectType type() {
        return type;
    }

    String audience() {
        return audience;
    }

    /** The longest validity of a token of this use, and so its maximum age. */
    Duration life() {
        return life;
    }

    /** The required claims, in addition to those of every token. */
    Set<String> required() {
        return required;
    }
}
