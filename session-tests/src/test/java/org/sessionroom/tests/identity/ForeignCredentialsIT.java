package org.sessionroom.tests.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.IdentityProvider;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.RawHttp;
import org.sessionroom.tests.driver.RawHttp.Answer;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** Every credential is rejected everywhere except at its own entrance: pages, pass, API, socket and token exchange. */
@ExtendWith(RunningRoom.class)
class ForeignCredentialsIT {

    private static final String LOGGED_IN = "Sair";

    private static Room room;
    private static RawHttp http;
    private static Opened opened;
    private static HttpVisitor.Pass therapists;
    private static HttpVisitor.Pass guests;
    private static String guestCookie;
    private static String providers;

    @BeforeAll
    static void letSomebodyIn(Room running) {
        room = running;
        http = RawHttp.plain(room);
        Therapist paulo = Therapist.loggedIn(room, DemoPerson.PAULO);
        opened = paulo.opens();
        therapists = paulo.pass(opened.session());
        Client client = new Client(room).joins(opened.link());
        guests = client.pass(opened.session());
        guestCookie = client.cookie("guest").orElseThrow();
        providers = Api.of(room)
                .providersToken(
                        IdentityProvider.CLIENT,
                        Map.of("grant_type", "password", "username", "paulo", "password", "paulo"));
    }

    /** Tokens and passwords that pages must not accept. */
    private static Map<String, String> credentials() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("the provider's, for this very client", providers);
        all.put("our own, for the API", therapists.token());
        all.put("a guest's, for the API", guests.token());
        all.put("a guest's cookie", guestCookie);
        all.put("a ticket", therapists.ticket());
        all.put("nonsense", "garbage");
        return all;
    }

    private static List<String> pages() {
        return List.of(
                "/",
                "/agenda",
                "/join",
                "/login",
                "/room?session=" + opened.session(),
                "/room?as=client&session=" + opened.session(),
                "/session?id=" + opened.session());
    }

    @Test
    void pagesTakeNoTokenAndNoPassword() {
        credentials().forEach((name, credential) -> {
            for (String page : pages()) {
                for (String header : List.of("Bearer " + credential, "bearer " + credential, "DPoP " + credential)) {
                    isRefused(http.get(page, "Authorization: " + header), name + " at " + page);
                }
                for (String parameter : List.of("access_token=", "access%5Ftoken=", "x=1%26access_token=")) {
                    String query = (page.contains("?") ? "&" : "?") + parameter + credential;
                    isRefused(http.get(page + query), name + " at " + page);
                }
            }
            String pass = "/pass?as=THERAPIST";
            String form = "session=" + opened.session();
            String[] script = {"X-Requested-With: sessionroom", "Authorization: Bearer " + credential};
            isRefused(http.post(pass, form, script), name + " at /pass");
            isRefused(
                    http.post(pass + "&access_token=" + credential, form, "X-Requested-With: sessionroom"),
                    name + " at /pass");
            assertEquals(
                    401,
                    http.post(pass, form + "&access_token=" + credential, "X-Requested-With: sessionroom")
                            .status());
            assertEquals(
                    401,
                    http.post(pass, form, "X-Requested-With: sessionroom", "Cookie: JSESSIONID=" + credential)
                            .status());
        });
        String basic = Base64.getEncoder().encodeToString("paulo:paulo".getBytes(StandardCharsets.UTF_8));
        pages().forEach(page -> isRefused(http.get(page, "Authorization: Basic " + basic), "a password at " + page));
    }

    private static void isRefused(Answer answer, String what) {
        assertEquals(400, answer.status(), what + ": " + answer.text());
        assertFalse(answer.text().contains("JSESSIONID"), what);
        assertFalse(answer.body().contains(LOGGED_IN) || answer.body().contains("ticket"), what);
        assertTrue(answer.header("Content-Type").orElse("").startsWith("application/problem+json"), what);
    }

    @Test
    void theApiTakesItsOwnTokensAlone() {
        Map<String, String> others = new LinkedHashMap<>(credentials());
        others.remove("our own, for the API");
        others.remove("a guest's, for the API");
        others.putAll(mutations("at+jwt", "session-api", Duration.ofMinutes(5)));
        others.forEach((name, token) -> {
            Api caller = Api.of(room).with(token);
            for (String path :
                    List.of("/me", "/sessions/" + opened.session(), "/sessions/" + opened.session() + "/field")) {
                assertEquals(401, caller.get(path).status(), name + " at " + path);
            }
        });
        assertEquals(
                200,
                Api.of(room)
                        .with(minted("at+jwt", "session-api", Duration.ofMinutes(5), claims -> {}))
                        .get("/me")
                        .status());
        assertEquals(401, http.get("/api/me?access_token=" + therapists.token()).status());
        assertEquals(401, http.get("/api/me", "Cookie: guest=" + guestCookie).status());
    }

    @Test
    void aGuestIsKnownByTheirOwnCookieAlone() {
        Map<String, String> others = new LinkedHashMap<>(credentials());
        others.remove("a guest's cookie");
        others.putAll(mutations("guest+jwt", "session-web", Duration.ofHours(12)));
        String form = "session=" + opened.session();
        // Signed by us, so that the clock must be wrong: nobody is logged in by it, and no login is ended because of
        // it.
        String ahead = others.remove("of the future");
        assertEquals(
                503,
                http.post("/pass?as=CLIENT", form, "X-Requested-With: sessionroom", "Cookie: guest=" + ahead)
                        .status());
        others.forEach((name, token) -> assertEquals(
                401,
                http.post("/pass?as=CLIENT", form, "X-Requested-With: sessionroom", "Cookie: guest=" + token)
                        .status(),
                name));
        assertEquals(
                200,
                http.post("/pass?as=CLIENT", form, "X-Requested-With: sessionroom", "Cookie: guest=" + guestCookie)
                        .status());
    }

    /** A token with our signature, but with content that we never write. */
    @Test
    void aCookieOfOursThatSaysNothingIsNobodysAndFailsNowhere() {
        String login = minted("login+jwt", "session-web", Duration.ofHours(1), claims -> claims.claim("login", null));
        String nowhere = minted(
                "guest+jwt",
                "session-web",
                Duration.ofHours(1),
                claims -> claims.claim("sid", UUID.randomUUID().toString()));
        String empty =
                minted("guest+jwt", "session-web", Duration.ofHours(1), claims -> claims.claim("invitation", null));
        for (String cookie : List.of("login=" + login, "guest=" + nowhere, "guest=" + empty)) {
            for (String page : List.of("/", "/room?as=client", "/notice?about=GOODBYE", "/join", "/agenda")) {
                int status = http.get(page, "Cookie: " + cookie).status();
                assertTrue(status < 500, cookie.substring(0, 6) + " at " + page + ": " + status);
            }
            for (String form : List.of("/pass?as=CLIENT", "/leave-device", "/logout")) {
                int status = http.post(
                                form,
                                "session=" + opened.session(),
                                "X-Requested-With: sessionroom",
                                "Cookie: " + cookie)
                        .status();
                assertTrue(status < 500, cookie.substring(0, 6) + " at " + form + ": " + status);
            }
        }
    }

    @Test
    void theSocketsTakeTicketsAlone() {
        Map<String, String> others = new LinkedHashMap<>(credentials());
        others.remove("a ticket");
        others.forEach((name, credential) -> {
            assertEquals(4003, RoomSocketClient.open(room, credential).closeCode(), name);
            for (String socket : List.of("/socket/check", "/socket/microphone")) {
                var page = HttpVisitor.origin(room);
                assertEquals(
                        4003,
                        RoomSocketClient.open(page, page.toString(), "ticket." + credential, socket)
                                .closeCode(),
                        name + " at " + socket);
            }
        });
    }

    @Test
    void theExchangeTakesTheProvidersAccessTokensAlone() {
        Map<String, String> others = new LinkedHashMap<>(credentials());
        others.remove("the provider's, for this very client");
        others.putAll(mutations("at+jwt", "session-room", Duration.ofMinutes(5)));
        others.forEach((name, token) -> {
            Api.Answer answer = Api.of(room)
                    .exchange(Map.of(
                            "grant_type",
                            Api.EXCHANGE,
                            "subject_token",
                            token,
                            "subject_token_type",
                            Api.ACCESS_TOKEN));
            assertEquals(400, answer.status(), name + ": " + answer.text());
            assertEquals("invalid_grant", answer.object().getString("error"), name);
        });
    }

    /** Tokens signed with our key and as we would issue them, except for one property each. */
    private static Map<String, String> mutations(String type, String audience, Duration life) {
        Map<String, String> tokens = new LinkedHashMap<>();
        Map<String, Consumer<JWTClaimsSet.Builder>> changes = new LinkedHashMap<>();
        changes.put("for another", claims -> claims.audience("payroll"));
        changes.put("of another issuer", claims -> claims.issuer("https://evil.example"));
        changes.put("without exp", claims -> claims.expirationTime(null));
        changes.put("without iat", claims -> claims.issueTime(null));
        changes.put("expired", claims -> claims.issueTime(in(Duration.ofSeconds(-200)))
                .expirationTime(in(Duration.ofSeconds(-100))));
        changes.put("of the future", claims -> claims.issueTime(in(Duration.ofSeconds(120))));
        changes.put("good for ever", claims -> claims.expirationTime(in(Duration.ofDays(3650))));
        changes.put("without sub", claims -> claims.subject(null));
        changes.put("with an empty sub", claims -> claims.subject(""));
        changes.put("with a malformed sid", claims -> claims.claim("sid", "'; drop table"));
        changes.put("with a number as sid", claims -> claims.claim("sid", 7));
        changes.put("with a malformed invitation", claims -> claims.claim("invitation", "x"));
        changes.forEach((name, change) -> tokens.put(name, minted(type, audience, life, change)));
        tokens.put("typed as logout", minted("logout+jwt", audience, life, claims -> {}));
        tokens.put("typed as any", minted("JWT", audience, life, claims -> {}));
        tokens.put("without kid", minted(type, audience, life, null, claims -> {}));
        tokens.put("of an unknown kid", minted(type, audience, life, "unknown", claims -> {}));
        String good = minted(type, audience, life, claims -> {});
        tokens.put("cut", good.substring(0, good.length() - 3));
        tokens.put("unsigned", good.substring(0, good.lastIndexOf('.') + 1));
        return tokens;
    }

    private static String minted(String type, String audience, Duration life, Consumer<JWTClaimsSet.Builder> change) {
        return minted(type, audience, life, key().getKeyID(), change);
    }

    private static String minted(
            String type, String audience, Duration life, String kid, Consumer<JWTClaimsSet.Builder> change) {
        try {
            var claims = new JWTClaimsSet.Builder(guestClaims())
                    .audience(audience)
                    .issueTime(in(Duration.ZERO))
                    .expirationTime(in(life))
                    .claim("groups", type.startsWith("guest") ? null : List.of("CLIENT"));
            change.accept(claims);
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(new JOSEObjectType(type))
                    .keyID(kid);
            var token = new SignedJWT(header.build(), claims.build());
            token.sign(new ECDSASigner(key()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Date in(Duration time) {
        return Date.from(Instant.now().plus(time));
    }

    private static JWTClaimsSet guestClaims() {
        try {
            return SignedJWT.parse(guestCookie).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey key() {
        return RunningRoom.SIGNING_KEYS.signing();
    }
}
