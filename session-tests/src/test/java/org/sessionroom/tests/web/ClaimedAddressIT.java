package org.sessionroom.tests.web;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.RawHttp;
import org.sessionroom.tests.driver.RawHttp.Answer;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;

/** Forged Host and forwarding headers of a request have no effect on the addresses in any answer. */
@ExtendWith(RunningRoom.class)
class ClaimedAddressIT {

    /** One of every kind: pages, scripts, the API, the server's own resources, and paths that do not exist. */
    private static final List<String> PATHS = List.of(
            "/",
            "/join",
            "/agenda",
            "/session?id=1",
            "/room",
            "/notice?about=GOODBYE",
            "/login",
            "/logout",
            "/language?to=en",
            "/pass",
            "/refused",
            "/nowhere",
            "/nowhere.xhtml",
            "/WEB-INF/web.xml",
            "/resources/css/base.css",
            "/resources/css/nothing.css",
            "/jakarta.faces.resource/core.js.xhtml?ln=primefaces",
            "/jakarta.faces.resource/nothing.js.xhtml?ln=primefaces",
            "/socket/room",
            "/socket/check",
            "/api",
            "/api/jwks",
            "/api/me",
            "/api/token",
            "/api/problem",
            "/api/nowhere",
            "/openapi",
            "/openapi?format=nothing",
            "/console",
            "/console/index.html",
            "//console",
            "/./console",
            "//console/",
            "/noconsole.html",
            "/.well-known/acme-challenge/x",
            "/health",
            "/metrics");

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FOO");

    private static final Set<String> ON_EVERY_ANSWER = Set.of(
            "Content-Security-Policy",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy",
            "Permissions-Policy",
            "Cross-Origin-Opener-Policy",
            "Cross-Origin-Resource-Policy",
            "Cache-Control");

    private final Room room;
    private final RawHttp http;

    ClaimedAddressIT(Room room) {
        this.room = room;
        this.http = RawHttp.plain(room);
    }

    static List<String> paths() {
        return PATHS;
    }

    private static void isMisdirected(Answer answer, String what) {
        assertEquals(421, answer.status(), what);
        assertFalse(answer.text().contains("evil"), answer::text);
        assertFalse(answer.header("Location").isPresent(), answer::text);
        isCareful(answer, what);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void anotherHostIsRefusedWhateverIsAsked(String path) {
        for (String host : List.of("evil.example", "evil.example:" + port(), "localhost.evil.example")) {
            isMisdirected(http.sendExactly("GET", path, "", "Host: " + host), host + path);
        }
    }

    private int port() {
        return room.nodes().get(0).ports().http();
    }

    @Test
    void ourNameWrittenOtherwiseIsAnotherHost() {
        for (String host : List.of("localhost.:" + port(), "localhost:1", "localhost", "x@localhost:" + port())) {
            Answer answer = http.sendExactly("GET", "/agenda", "", "Host: " + host);
            assertTrue(Set.of(400, 421).contains(answer.status()), host + ": " + answer.text());
        }
        assertEquals(400, http.sendExactly("GET", "/agenda", "").status());
        Answer two = http.sendExactly("GET", "/agenda", "", "Host: " + http.authority(), "Host: evil.example");
        assertTrue(Set.of(400, 421).contains(two.status()), two::text);
    }

    @Test
    void inCapitalsItIsOursAndIsAnsweredAsConfigured() {
        Answer answer = http.sendExactly("GET", "/agenda", "", "Host: LOCALHOST:" + port());
        assertEquals(
                "http://" + http.authority() + "/login",
                answer.header("Location").orElse(""));
    }

    @Test
    void anAbsoluteTargetSaysNothingElse() {
        Answer foreign = http.get("http://evil.example/agenda");
        assertTrue(Set.of(400, 421).contains(foreign.status()), foreign::text);
        Answer own = http.get("http://" + http.authority() + "/agenda");
        assertEquals(
                "http://" + http.authority() + "/login", own.header("Location").orElse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-Host", "X-Forwarded-Server", "X-Host", "X-Original-Host", "Forwarded"})
    void withoutAProxyNobodySpeaksForOne(String header) {
        String value = header.equals("Forwarded") ? "host=evil.example;proto=https" : "evil.example";
        Answer answer = http.get("/login", header + ": " + value);
        assertFalse(answer.text().contains("evil"), answer::text);
        assertTrue(
                answer.header("Location")
                        .orElse("")
                        .contains("redirect_uri="
                                + URLEncoder.encode("http://" + http.authority() + "/login", StandardCharsets.UTF_8)),
                answer::text);
    }

    @Test
    void whatComesThroughAProxyIsAnsweredUnderThePublicAddress() {
        String people = room.url().getAuthority();
        Answer answer = http.sendExactly("GET", "/login", "", "Host: " + people);
        assertTrue(
                answer.header("Location")
                        .orElse("")
                        .contains("redirect_uri=" + URLEncoder.encode(room.url() + "/login", StandardCharsets.UTF_8)),
                answer::text);
        assertEquals(1, answer.headers("Strict-Transport-Security").size(), answer::text);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void everyAnswerIsCareful(String path) {
        assertAll(METHODS.stream().map(method -> () -> isCareful(http.send(method, path, ""), method + " " + path)));
        isCareful(http.get(path, "Accept: ;;;", "Accept-Language: ;;;", "Range: bytes=9-1"), "odd headers " + path);
        Answer secure = RawHttp.secure(room).get(path);
        isCareful(secure, "https " + path);
        assertEquals(1, secure.headers("Strict-Transport-Security").size(), secure::text);
    }

    private static void isCareful(Answer answer, String what) {
        assertTrue(answer.status() >= 200 && answer.status() < 500, what + ": " + answer.text());
        for (String header : ON_EVERY_ANSWER) {
            assertEquals(1, answer.headers(header).size(), what + ": " + header + " in " + answer.text());
        }
        String policy = answer.header("Content-Security-Policy").orElse("");
        assertTrue(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), what + ": " + policy);
        assertEquals(List.of(), answer.headers("Server"), what);
        assertEquals(List.of(), answer.headers("X-Powered-By"), what);
        assertFalse(
                answer.header("Access-Control-Allow-Origin").isPresent()
                        && answer.header("Access-Control-Allow-Credentials").isPresent(),
                what);
        if (answer.status() >= 400) {
            for (String told : List.of("WildFly", "JBoss", "Undertow", "RESTEASY", "Caused by", "java.lang", "9990")) {
                assertFalse(answer.text().contains(told), what + " tells of " + told + ": " + answer.text());
            }
        }
    }

    @Test
    void noPathLeadsToTheConsole() {
        assertEquals(404, http.get("/console").status());
        assertEquals(404, http.get("/console/").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/join",
                "/agenda",
                "/room",
                "/session",
                "/login",
                "/logout",
                "/language",
                "/pass",
                "/notice"
            })
    void anotherSitesFormChangesNothing(String path) {
        for (String from : List.of(
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://localhost:1",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site")) {
            Answer answer = http.post(path, "to=en&jakarta.faces.ViewState=stateless", from);
            assertTrue(Set.of(403, 405).contains(answer.status()), from + " " + path + ": " + answer.text());
            assertEquals(List.of(), answer.headers("Set-Cookie"), from + " " + path);
        }
    }

    @Test
    void anotherSitesFormSwapsNoSeat() {
        Therapist therapist = Therapist.loggedIn(room, DemoPerson.HELENA);
        String link = therapist.opens().link();
        String token = link.substring(link.indexOf('#') + 1);
        String page = http.get("/join").body();
        String nonce = page.replaceAll("(?s).*?nonce=\"([^\"]+)\".*", "$1");
        String form = "join=join&join%3Aenter=join%3Aenter&join%3Aname=Eva&join%3Atoken=" + token + "&primefaces.nonce="
                + nonce + "&jakarta.faces.ViewState=stateless";
        for (Answer foreign : List.of(
                http.post("/join", form, "Origin: https://evil.example"),
                http.post("/join", form, "Sec-Fetch-Site: cross-site"),
                http.get("/join?" + form, "Sec-Fetch-Site: cross-site"),
                http.get("/join?" + form.replace("jakarta.faces", "jakarta%2Efaces")))) {
            assertTrue(Set.of(400, 403).contains(foreign.status()), foreign::text);
            assertEquals(List.of(), foreign.headers("Set-Cookie"));
        }
        assertEquals("VALID", new Client(room).looksAt(link));
        Answer own = http.post("/join", form, "Origin: http://" + http.authority());
        assertTrue(own.headers("Set-Cookie").stream().anyMatch(cookie -> cookie.startsWith("guest=")), own::text);
    }

    @Test
    void anotherSitesLinkChoosesNoLanguage() {
        assertEquals(
                List.of(),
                http.get("/language?to=en&back=/", "Sec-Fetch-Site: cross-site").headers("Set-Cookie"));
        assertEquals(
                1,
                http.get("/language?to=en&back=/", "Sec-Fetch-Site: same-origin")
                        .headers("Set-Cookie")
                        .size());
    }
}
