package org.sessionroom.tests.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.IdentityProvider;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.RoomSettings;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RunningRoom;

/** The usual provider of a hospital instead of the light one: a real login form, real tokens, a real logout. */
@ExtendWith(Browsers.class)
class KeycloakLoginIT {

    private static Room room;

    @BeforeAll
    static void start() throws IOException {
        RoomSettings light = RoomSettings.ofSystemProperties();
        Path keycloak = Path.of(System.getProperty("keycloak.home"));
        forget(keycloak.resolve("data"));
        room = new Room(new RoomSettings(
                RunningRoom.folder("keycloak"),
                Ports.free(1),
                light.server(),
                light.application(),
                light.identityClassPath(),
                Optional.of(keycloak),
                Optional.empty(),
                Map.of(),
                light.javaOptions()));
        room.start();
    }

    /** Keycloak imports a realm only once, and the realm of an earlier room contains other ports. */
    private static void forget(Path data) throws IOException {
        if (Files.exists(data)) {
            try (Stream<Path> deepestFirst = Files.walk(data).sorted(Comparator.reverseOrder())) {
                for (Path each : (Iterable<Path>) deepestFirst::iterator) {
                    Files.delete(each);
                }
            }
        }
    }

    @AfterAll
    static void end() {
        room.close();
    }

    private static void logIn(Page page, DemoPerson person) {
        page.navigate(room.url() + "/agenda");
        page.locator("#username").fill(person.userName());
        page.locator("#password").fill(person.userName());
        page.locator("#kc-login").click();
        page.waitForURL("**/agenda");
    }

    @Test
    void aTherapistLogsInWorksAndLogsOut(Browser browser) {
        Page page = Browsers.newVisitor(browser).newPage();
        logIn(page, DemoPerson.PAULO);
        String greeting = page.locator("h1").innerText();
        assertTrue(greeting.contains("Paulo"), greeting);
        page.locator("[data-dialog=booking-dialog]").waitFor();

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sair"))
                .click();
        page.waitForURL("**/notice?about=LOGGED_OUT");
        page.navigate(room.url() + "/agenda");
        page.locator("#password").waitFor();
        page.context().close();
    }

    @Test
    void aLogoutAtTheProviderEndsTheLoginHere(Browser browser) {
        Page page = Browsers.newVisitor(browser).newPage();
        logIn(page, DemoPerson.HELENA);
        var records = new Records(room.database().dataSource());
        long before = records.audited("LOGGED_OUT", DemoPerson.HELENA.userName());
        logOutAtTheProvider(DemoPerson.HELENA);
        Eventually.holds(
                "logout told", () -> records.audited("LOGGED_OUT", DemoPerson.HELENA.userName()) == before + 1);
        page.navigate(room.url() + "/agenda");
        page.locator("#password").waitFor();
        page.context().close();
    }

    /** Ends the person's session at the provider, as its administrators can. */
    private static void logOutAtTheProvider(DemoPerson person) {
        URI keycloak = room.identityProvider().url().resolve("/");
        String token = Api.send(HttpRequest.newBuilder(keycloak.resolve("/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "grant_type=password&client_id=admin-cli&username=admin&password=admin")))
                .expect(200)
                .object()
                .getString("access_token");
        URI users = keycloak.resolve("/admin/realms/session-room/users");
        String id = Api.send(HttpRequest.newBuilder(URI.create(users + "?exact=true&username=" + person.userName()))
                        .header("Authorization", "Bearer " + token))
                .expect(200)
                .array()
                .getJsonObject(0)
                .getString("id");
        Api.send(HttpRequest.newBuilder(URI.create(users + "/" + id + "/logout"))
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.noBody()))
                .expect(204);
    }

    @Test
    void aWrongPasswordLeadsNowhere(Browser browser) {
        Page page = Browsers.newVisitor(browser).newPage();
        page.navigate(room.url() + "/agenda");
        page.locator("#username").fill("paulo");
        page.locator("#password").fill("wrong");
        page.locator("#kc-login").click();
        page.locator("#input-error-username").waitFor();
        page.navigate(room.url() + "/agenda");
        page.locator("#password").waitFor();
        page.context().close();
    }

    @Test
    void whoIsNoTherapistHasNoAgenda(Browser browser) {
        Page page = Browsers.newVisitor(browser).newPage();
        logIn(page, DemoPerson.ALINE);
        assertEquals(0, page.locator("[data-dialog=booking-dialog]").count());
        page.context().close();
    }

    @Test
    void itsIdTokensAreNotExchanged() {
        Api nobody = Api.of(room);
        String idToken = nobody.providersAnswer(IdentityProvider.SCHEDULING, Map.of("grant_type", "client_credentials"))
                .getString("id_token");
        Api.Answer answer = nobody.exchange(
                Map.of("grant_type", Api.EXCHANGE, "subject_token", idToken, "subject_token_type", Api.ACCESS_TOKEN));
        assertEquals("invalid_grant", answer.expect(400).object().getString("error"));
    }

    @Test
    void itsTokensAreExchangedForOurs() {
        Api scheduling = Api.of(room).asScheduling();
        assertEquals(
                List.of("SCHEDULER"),
                scheduling
                        .get("/me")
                        .expect(200)
                        .object()
                        .getJsonArray("roles")
                        .getValuesAs(jakarta.json.JsonString::getString));
    }
}
