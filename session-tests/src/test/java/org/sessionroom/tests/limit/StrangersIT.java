package org.sessionroom.tests.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.Management;
import org.sessionroom.tests.driver.RawHttp;
import org.sessionroom.tests.driver.RawHttp.Answer;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** Many requests of anonymous people: they cost no memory and no log, and do not delay other people's requests. */
class StrangersIT {

    private static final String SESSIONS = "undertow_active_sessions\\{[^}]*session-web[^}]*\\}";
    private static final Pattern STATE = Pattern.compile("OAuth_Token_Request_State=([^;]+)");
    private static final int ROUNDS = 12;

    private static Room room;
    private static RawHttp http;

    /** Logged in before the test that logs in without end. */
    private static Therapist paulo;

    /** Logged in before strangers use up the logins of their address. */
    private static Therapist helena;

    /** A room of its own, because these tests exceed the limits of an address. */
    @BeforeAll
    static void start() {
        room = RunningRoom.started("strangers", Map.of("SESSION_LOGINS_PER_PERSON", "5"));
        http = RawHttp.plain(room);
        paulo = Therapist.loggedIn(room, DemoPerson.PAULO);
        helena = Therapist.loggedIn(room, DemoPerson.HELENA);
    }

    @AfterAll
    static void end() {
        room.close();
    }

    private static double sessions() {
        return new Management(room).metric(SESSIONS);
    }

    @Test
    void thousandsOfRequestsOfAllKindsLeaveNothingBehind() {
        double before = sessions();
        StrangersRequests.everythingOnce(http);
        int lines = room.nodes().get(0).logged().size();
        for (int round = 0; round < ROUNDS; round++) {
            for (Answer answer : StrangersRequests.everythingOnce(http)) {
                assertTrue(answer.status() >= 200 && answer.status() < 500, answer::text);
                assertFalse(answer.text().contains("JSESSIONID"), answer::text);
            }
        }
        assertEquals(before, sessions());
        List<String> logged = room.nodes().get(0).logged();
        List<String> since = logged.subList(lines, logged.size());
        assertTrue(since.size() < 30, () -> String.join("\n", since));
        assertTrue(logged.stream().noneMatch(line -> line.contains("\tat ")), "a trace");
    }

    /** Whatever a header contains, and however long it is: other requests are not delayed. */
    @Test
    void aLongHeaderCostsLittle() {
        List<String> names = List.of(
                "Accept",
                "Accept-Charset",
                "Accept-Encoding",
                "Accept-Language",
                "Authorization",
                "Cookie",
                "Content-Type",
                "Expect",
                "If-Match",
                "If-Modified-Since",
                "If-None-Match",
                "If-Range",
                "Origin",
                "Range",
                "Referer",
                "Sec-Fetch-Site",
                "Sec-WebSocket-Protocol",
                "User-Agent",
                "X-Forwarded-For",
                "X-Requested-With");
        List<String> parts = List.of("a-", "a,", "a;q=0.1,", "a/b,", "\"\\\\", "a=b; ", "a.", "' ", "0-1,", "%41");
        for (String path : List.of("/api/me", "/resources/x")) {
            for (String name : names) {
                for (String part : parts) {
                    String value = part.repeat(24_000 / part.length());
                    Instant before = Instant.now();
                    Answer answer = http.get(path, name + ": " + value);
                    Duration took = Duration.between(before, Instant.now());
                    String what = path + " with " + name + " of " + part;
                    assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, what + " took " + took);
                    assertTrue(answer.status() < 500, what + ": " + answer.text());
                }
            }
        }
    }

    /** A person who is logged in, and whose browser or script does not keep the session cookie. */
    @Test
    void whoKeepsNoSessionHasToWait() {
        String login = "Cookie: login=" + paulo.cookie("login").orElseThrow();
        double before = sessions();
        Answer refused = refusedWithin(60, () -> http.get("/agenda", login));
        assertTrue(Integer.parseInt(refused.header("Retry-After").orElseThrow()) > 0);
        assertTrue(sessions() - before < 40, sessions() + " sessions");
        assertEquals(200, paulo.get("/agenda").statusCode(), "with its session it goes on");
    }

    @Test
    void aCodeMadeUpForALoginThatWasBegunMakesNoSession() {
        // The first login of a server checks whether the provider is there, and redirects again.
        http.get("/login");
        double before = sessions();
        for (int i = 0; i < 20; i++) {
            String begun = String.join("; ", http.get("/login").headers("Set-Cookie"));
            Matcher state = STATE.matcher(begun);
            assertTrue(state.find(), begun);
            http.get("/login?code=madeup&state=" + state.group(1), "Cookie: " + begun);
            http.get("/login?error=access_denied&state=" + state.group(1), "Cookie: " + begun);
        }
        assertEquals(before, sessions());
        assertEquals(
                List.of(),
                room.nodes().get(0).logged().stream()
                        .filter(line -> line.contains("[org.wildfly.security.http.oidc]") && !line.contains(" INFO "))
                        .toList());
        assertTrue(
                room.nodes().get(0).logged().stream()
                                .filter(line -> line.contains("ROOM0070"))
                                .count()
                        <= 2,
                "a line a minute");
    }

    @Test
    void whoGuessesLinksHasToWaitAndTheirNeighbourComesIn() {
        Opened opened = paulo.opens();
        String nonce = http.get("/join").body().replaceAll("(?s).*?nonce=\"([^\"]+)\".*", "$1");
        String form = "join=join&jakarta.faces.ViewState=stateless&primefaces.nonce=" + nonce + "&join%3Atoken=";
        Answer refused = refusedWithin(60, () -> http.post("/join", form + "A".repeat(43)));
        assertTrue(Integer.parseInt(refused.header("Retry-After").orElseThrow()) > 0);
        recover();
        assertEquals("VALID", new Client(room).looksAt(opened.link()));
        new Client(room).joins(opened.link());
    }

    /** On a connection that stays, refusals without end would occupy an I/O thread, on which sockets of rooms depend. */
    @Test
    void whatTheFrontRefusesEndsItsConnection() {
        String host = "\r\nHost: " + http.authority() + "\r\n\r\n";
        Map<String, Integer> refusals = Map.of(
                "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
                421,
                "BREW / HTTP/1.1" + host,
                405,
                "GET /console HTTP/1.1" + host,
                404,
                "GET / HTTP/1.1\r\nContent-Type: nonsense" + host,
                400);
        refusals.forEach((request, status) -> {
            Answer answer = http.exchange(request);
            assertEquals(status, answer.status(), request);
            assertEquals(Optional.of("close"), answer.header("Connection"), answer::text);
        });
    }

    @Test
    void whoTriesTokensHasToWait() {
        Answer refused = refusedWithin(
                400,
                () -> http.post(
                        "/api/token",
                        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange&subject_token=x"
                                + "&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token"));
        assertTrue(Integer.parseInt(refused.header("Retry-After").orElseThrow()) > 0);
    }

    @Test
    void whoBeginsLoginsWithoutEndReadsWhyTheyHaveToWait() {
        Answer refused = refusedWithin(2000, () -> http.get("/login"));
        assertTrue(Integer.parseInt(refused.header("Retry-After").orElseThrow()) > 0);
        assertTrue(refused.body().contains("data-notice=\"TOO_MANY\""), refused::text);
        recover();
    }

    @Test
    void whoAsksForPagesWithoutEndKeepsNoClientOutOfTheirRoom() throws Exception {
        Opened opened = paulo.opens();
        Client client = new Client(room).joins(opened.link());
        String page = "/room?as=client&session=" + opened.session();
        assertEquals(200, client.get(page).statusCode());
        var ended = new AtomicBoolean();
        var refused = new AtomicBoolean();
        CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> {
            while (!ended.get()) {
                refused.compareAndSet(false, http.get("/nowhere").status() == 429);
            }
        });
        try {
            Eventually.holds("a limit", refused::get);
            for (int i = 0; i < 10; i++) {
                assertEquals(200, client.get(page).statusCode(), "page " + i);
            }
        } finally {
            ended.set(true);
            flood.get(20, TimeUnit.SECONDS);
            recover();
        }
    }

    /** Whoever has logged in before in a browser does so again, whatever a stranger behind the same address invents. */
    @Test
    void whoBeginsAndAnswersLoginsWithoutEndKeepsNoKnownBrowserOut() {
        helena.post(helena.address("/logout"), Map.of());
        String invented = "Cookie: OAuth_Token_Request_State=invented; browser=" + "x".repeat(300);
        refusedWithin(400, () -> http.get("/login?code=invented&state=invented", invented));
        refusedWithin(2000, () -> http.get("/login"));
        HttpResponse<String> login = helena.get("/agenda");
        HttpResponse<String> agenda = helena.post(login.uri(), Map.of("username", DemoPerson.HELENA.userName()));
        assertEquals("/agenda", agenda.uri().getPath(), agenda.body());
        recover();
    }

    /** Each login creates an HTTP session, and one person may log in from many addresses. */
    @Test
    void whoLogsInWithoutEndHasToWait() {
        for (int i = 0; i < 10; i++) {
            var visitor = new HttpVisitor(room);
            HttpResponse<String> login = visitor.get("/agenda");
            HttpResponse<String> agenda = visitor.post(login.uri(), Map.of("username", DemoPerson.OTAVIO.userName()));
            if (agenda.body().contains("data-notice=\"TOO_MANY\"")) {
                assertEquals(429, agenda.statusCode());
                assertTrue(agenda.headers().firstValue("Retry-After").isPresent());
                assertEquals(
                        "/agenda",
                        Therapist.loggedIn(room, DemoPerson.HELENA)
                                .get("/agenda")
                                .uri()
                                .getPath());
                return;
            }
        }
        throw new AssertionError("never refused");
    }

    /** All tests here come from one address, whose limits must recover before others can pass. */
    private static void recover() {
        LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
    }

    private static Answer refusedWithin(int attempts, Supplier<Answer> attempt) {
        for (int i = 0; i < attempts; i++) {
            Answer answer = attempt.get();
            if (answer.status() == 429) {
                return answer;
            }
        }
        throw new AssertionError("never refused");
    }
}
