package org.sessionroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityProviderTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void everyDemoPersonCanBeChosenAndComesWithNameAndRoles(@TempDir Path path) throws Exception {
        var folder = new RoomFolder(path);
        Files.createDirectories(folder.processes());
        Files.createDirectories(folder.log("any").getParent());
        int port = Ports.free(1).identityProvider();
        try (var provider =
                DemoIdentityProvider.start(Path.of(System.getProperty("room.identity.classpath")), folder, port)) {
            provider.awaitReady();
            for (DemoPerson person : DemoPerson.values()) {
                JsonObject claims = logIn(provider, person);
                assertEquals(person.userName(), claims.getString("sub"));
                assertEquals(person.userName(), claims.getString("preferred_username"));
                assertEquals(person.fullName(), claims.getString("name"));
                assertEquals(person.roles(), roles(claims));
            }
            JsonObject scheduling = claims(post(
                    provider.tokenEndpoint(),
                    "grant_type=client_credentials&client_id=scheduling&client_secret=scheduling"));
            assertEquals(List.of("SCHEDULER"), roles(scheduling));
        }
        assertTrue(Ports.isFree(port));
    }

    @Test
    void keycloaksRealmKnowsTheSamePeople() throws Exception {
        JsonObject realm;
        try (InputStream file = Keycloak.class.getResourceAsStream("session-room-realm.json")) {
            realm = Json.createReader(file).readObject();
        }
        var users = realm.getJsonArray("users").getValuesAs(JsonObject.class);
        for (DemoPerson person : DemoPerson.values()) {
            JsonObject user = users.stream()
                    .filter(each -> each.getString("username").equals(person.userName()))
                    .findFirst()
                    .orElseThrow();
            assertEquals(person.fullName(), user.getString("firstName") + " " + user.getString("lastName"));
            assertEquals(person.email(), user.getString("email"));
            assertEquals(person.roles(), user.getJsonArray("realmRoles").getValuesAs(JsonString::getString));
            assertEquals(
                    person.userName(),
                    user.getJsonArray("credentials").getJsonObject(0).getString("value"));
        }
        assertFalse(realm.getBoolean("registrationAllowed"));
    }

    private JsonObject logIn(IdentityProvider provider, DemoPerson person) throws Exception {
        var authorize = URI.create(provider.url()
                + "/authorize?response_type=code&client_id=session-room&scope=openid&state=s&nonce=n"
                + "&redirect_uri=https%3A%2F%2Flocalhost%3A8443%2F");
        String page = http.send(HttpRequest.newBuilder(authorize).build(), BodyHandlers.ofString())
                .body();
        assertTrue(page.contains("value=\"" + person.userName() + "\""));
        assertTrue(page.contains(person.fullName()));
        var chosen = HttpRequest.newBuilder(authorize)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=" + person.userName()))
                .build();
        String back = http.send(chosen, BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String code = back.replaceAll(".*[?&]code=([^&]+).*", "$1");
        return claims(post(
                provider.tokenEndpoint(),
                "grant_type=authorization_code&client_id=session-room&client_secret=session-room"
                        + "&redirect_uri=https%3A%2F%2Flocalhost%3A8443%2F&code=" + code));
    }

    private JsonObject post(URI uri, String form) throws Exception {
        var request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return json(http.send(request, BodyHandlers.ofString()).body());
    }

    private static JsonObject claims(JsonObject tokens) {
        String payload = tokens.getString("access_token").split("\\.")[1];
        return json(new String(Base64.getUrlDecoder().decode(payload), java.nio.charset.StandardCharsets.UTF_8));
    }

    private static List<String> roles(JsonObject claims) {
        return claims.getJsonArray("roles").getValuesAs(JsonString::getString);
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }
}
