package org.sessionroom.tests.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.IdentityProvider;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.HttpVisitor.Pass;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** What a logout ends: every credential of {@code docs/operations.md}, under "Credentials, their reach and their end". */
@ExtendWith(RunningRoom.class)
class LogoutReachIT {

    /** The value of CloseReasons.LOGGED_OUT. */
    private static final int LOGGED_OUT = 4008;

    private static final int TICKET_REFUSED = 4003;

    private final Room room;

    LogoutReachIT(Room room) {
        this.room = room;
    }

    private int asked(Pass pass, String session) {
        return Api.of(room).with(pass.token()).get("/sessions/" + session).status();
    }

    private static void logOut(HttpVisitor person) {
        person.post(person.address("/logout"), Map.of());
    }

    @Test
    void theSocketsAndTokensOfALoginEndWithItAndThoseOfAnotherDoNot() {
        Therapist here = Therapist.loggedIn(room, DemoPerson.PAULO);
        Therapist elsewhere = Therapist.loggedIn(room, DemoPerson.PAULO);
        Opened opened = here.opens();
        Opened other = elsewhere.opens();
        Pass pass = here.pass(opened.session());
        Pass otherPass = elsewhere.pass(other.session());
        try (RoomSocketClient line = here.enters(opened);
                RoomSocketClient otherLine = elsewhere.enters(other)) {
            assertEquals(200, asked(pass, opened.session()));
            String unused = here.pass(opened.session()).ticket();

            logOut(here);
            assertEquals(LOGGED_OUT, line.closeCode());
            assertEquals(401, asked(pass, opened.session()));
            assertEquals(401, here.askForPass(opened.session(), "THERAPIST").statusCode());
            try (RoomSocketClient late = RoomSocketClient.open(HttpVisitor.origin(room), unused)) {
                assertEquals(TICKET_REFUSED, late.closeCode());
            }

            assertTrue(otherLine.isOpen());
            assertEquals(200, asked(otherPass, other.session()));
        }
    }

    @Test
    void alsoALineTestEndsWithTheLogin() {
        Therapist paulo = Therapist.loggedIn(room, DemoPerson.PAULO);
        Opened opened = paulo.opens();
        String origin = HttpVisitor.origin(room).toString();
        try (RoomSocketClient check = RoomSocketClient.open(
                HttpVisitor.origin(room),
                origin,
                "ticket." + paulo.pass(opened.session()).ticket(),
                "/socket/check")) {
            logOut(paulo);
            assertEquals(LOGGED_OUT, check.closeCode());
        }
    }

    @Test
    void aCookieThatWasCopiedBeforeTheLogoutOpensNothingAfterIt() {
        Therapist paulo = Therapist.loggedIn(room, DemoPerson.PAULO);
        Opened opened = paulo.opens();
        var copy = new HttpVisitor(room);
        copy.carries("login=" + paulo.cookie("login").orElseThrow());
        assertEquals(200, copy.askForPass(opened.session(), "THERAPIST").statusCode());
        logOut(paulo);
        assertEquals(401, copy.askForPass(opened.session(), "THERAPIST").statusCode());
        assertEquals(Optional.empty(), copy.cookie("login"), "the cookie is taken back");
    }

    @Test
    void theProvidersLogoutEndsWhatRestsOnItsLogin() {
        Therapist helena = Therapist.loggedIn(room, DemoPerson.HELENA);
        Opened opened = helena.opens();
        Pass pass = helena.pass(opened.session());
        String token = logoutToken(DemoPerson.HELENA);
        try (RoomSocketClient line = helena.enters(opened)) {
            HttpResponse<String> answer = told(token);
            assertEquals(200, answer.statusCode());
            assertEquals(Optional.of("no-store"), answer.headers().firstValue("Cache-Control"));
            assertEquals(LOGGED_OUT, line.closeCode());
            assertEquals(401, asked(pass, opened.session()));
        }
        HttpResponse<String> agenda = helena.get("/agenda");
        assertTrue(
                agenda.uri().toString().startsWith(room.identityProvider().url().toString()), agenda.uri()::toString);
        assertEquals(400, told(token).statusCode(), "read before");
        // A later login is not ended.
        assertEquals(
                "/agenda",
                helena.post(agenda.uri(), Map.of("username", "helena")).uri().getPath());
    }

    @Test
    void aTokenOfTheProviderFromBeforeItsLogoutBeginsNothingAfterIt() throws InterruptedException {
        // Another test may have logged her out; the times in a token are in seconds.
        TimeUnit.SECONDS.sleep(1);
        Map<String, String> grant = Map.of("grant_type", "password", "username", "helena", "password", "helena");
        String fresh = Api.of(room).providersToken(IdentityProvider.CLIENT, grant);
        String exchanged = Api.of(room).providersToken(IdentityProvider.CLIENT, grant);
        assertEquals(200, exchange(exchanged).status());
        assertEquals(200, told(logoutToken(DemoPerson.HELENA)).statusCode());
        assertEquals(400, exchange(exchanged).status());
        assertEquals(400, exchange(fresh).status(), "one that is shown here for the first time");
        TimeUnit.SECONDS.sleep(1);
        assertEquals(
                200,
                exchange(Api.of(room).providersToken(IdentityProvider.CLIENT, grant))
                        .status());
    }

    /** The provider has authenticated somebody, and while the database does not answer it reports that they are gone. */
    @Test
    void anAccountWhoseLoginHadNotBegunBeginsNoneAfterTheProvidersLogout() throws SQLException {
        var helena = new HttpVisitor(room);
        URI form = helena.get("/agenda").uri();
        try (Connection outage = room.database().dataSource().getConnection();
                Statement lock = outage.createStatement()) {
            outage.setAutoCommit(false);
            lock.execute("lock table login in share mode");
            assertEquals(
                    503, helena.post(form, Map.of("username", "helena")).statusCode(), "the login could not be stored");
            outage.rollback();
        }
        assertEquals(200, told(logoutToken(DemoPerson.HELENA)).statusCode());
        URI asked = helena.get("/login").uri();
        assertTrue(asked.toString().startsWith(room.identityProvider().url().toString()), asked::toString);
        assertEquals(Optional.empty(), helena.cookie("login"));
        assertEquals(
                "/agenda",
                helena.post(helena.get("/agenda").uri(), Map.of("username", "helena"))
                        .uri()
                        .getPath());
    }

    private Api.Answer exchange(String token) {
        return Api.of(room)
                .exchange(Map.of(
                        "grant_type", Api.EXCHANGE, "subject_token", token, "subject_token_type", Api.ACCESS_TOKEN));
    }

    @Test
    void aClientWhoLeavesTheDeviceLeavesNothingThatOpensTheRoom() {
        Opened opened = Therapist.loggedIn(room, DemoPerson.PAULO).opens();
        Client ana = new Client(room).joins(opened.link());
        Pass pass = ana.pass(opened.session());
        var copy = new HttpVisitor(room);
        copy.carries("guest=" + ana.cookie("guest").orElseThrow());
        try (RoomSocketClient line = ana.enters(opened)) {
            assertEquals(200, asked(pass, opened.session()));
            assertTrue(ana.get("/notice?about=GOODBYE").body().contains("action=\"/leave-device\""));

            HttpResponse<String> left = ana.post(ana.address("/leave-device"), Map.of());
            assertEquals("about=DEVICE_LEFT", left.uri().getQuery());
            assertEquals(LOGGED_OUT, line.closeCode());
        }
        assertEquals(Optional.empty(), ana.cookie("guest"));
        assertEquals(401, asked(pass, opened.session()));
        assertEquals(401, copy.askForPass(opened.session(), "CLIENT").statusCode());
        assertEquals("INVITATION_USED", ana.looksAt(opened.link()));
        new Client(room).joins(opened.by().invitesAgain(opened)).pass(opened.session());
    }

    @Test
    void aClientsCookieEndsWithTheSession() {
        Therapist paulo = Therapist.loggedIn(room, DemoPerson.PAULO);
        Opened opened = paulo.opens();
        Client ana = new Client(room).joins(opened.link());
        String cookie = ana.cookie("guest").orElseThrow();
        Api.of(room)
                .with(paulo.pass(opened.session()).token())
                .post(
                        "/sessions/" + opened.session() + "/transitions",
                        "{\"transition\":\"CANCEL\",\"reason\":\"teste\"}")
                .expect(200);
        HttpResponse<String> answer = ana.askForPass(opened.session(), "CLIENT");
        assertEquals(410, answer.statusCode(), answer.body());
        assertEquals(Optional.empty(), ana.cookie("guest"), "the cookie is taken back");
        var copy = new HttpVisitor(room);
        copy.carries("guest=" + cookie);
        assertEquals(
                "about=SESSION_CANCELLED",
                copy.get("/room?as=client&session=" + opened.session()).uri().getQuery());
        assertEquals(Optional.empty(), copy.cookie("guest"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
    void whatIsNoLogoutTokenIsRefused(String token) {
        assertEquals(400, told(token).statusCode());
    }

    @Test
    void anIdTokenOrAnAccessTokenIsNoLogoutToken() {
        var answer = Api.of(room).providersAnswer(IdentityProvider.CLIENT, Map.of("grant_type", "client_credentials"));
        assertEquals(400, told(answer.getString("access_token")).statusCode());
    }

    private HttpResponse<String> told(String token) {
        var provider = new HttpVisitor(room);
        return provider.post(provider.address("/logout/provider"), Map.of("logout_token", token));
    }

    private String logoutToken(DemoPerson person) {
        return Api.of(room)
                .providersAnswer(
                        IdentityProvider.CLIENT,
                        Map.of("grant_type", "client_credentials", "logout", person.userName()))
                .getString("access_token");
    }
}
