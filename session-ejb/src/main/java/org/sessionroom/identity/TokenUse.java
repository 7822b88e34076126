package org.sessionroom.identity;

import com.nimbusds.jose.JOSEObjectType;
import java.time.Duration;
import java.util.Set;

/** What a token of ours is for. Each use has a type and an audience of its own, so that none can be taken for another (RFC 8725 §3.11). */
public enum TokenUse {
    /** Calls to session-api (RFC 9068). */
    ACCESS("at+jwt", TokenMint.AUDIENCE, TokenMint.LIFE, Set.of()),

    /** The cookie by which a guest's browser is known again. */
    GUEST("guest+jwt", "session-web", GuestTokens.LIFE, Set.of(TokenMint.SESSION, TokenMint.INVITATION)),

    /** The cookie by which the browser of somebody the provider knows is known again. */
    LOGIN("login+jwt", "session-web-login", LoginTokens.LIFE, Set.of(TokenMint.LOGIN));

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

    /** The longest a token of this use may be valid, and so how old it may be. */
    Duration life() {
        return life;
    }

    /** The claims it cannot be without, besides those of every token. */
    Set<String> required() {
        return required;
    }
}
