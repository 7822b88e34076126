package org.sessionroom.launcher;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * A light OpenID Connect provider (mock-oauth2-server) in a separate process, because its libraries conflict
 * with ours. Its login page shows the people as buttons; there are no passwords.
 */
final class DemoIdentityProvider implements IdentityProvider {
    private static final String ISSUER = "hospital";

    private final int port;
    private final Path log;
    private final ChildProcess process;

    private DemoIdentityProvider(int port, Path log, ChildProcess process) {
        this.port = port;
        this.log = log;
        this.process = process;
    }

    /** @param classPath the file into which Maven wrote the provider's class path */
    static DemoIdentityProvider start(Path classPath, RoomFolder folder, int port) {
        try {
            Path page = folder.identityProvider().resolve("login.html");
            Files.writeString(page, loginPage());
            Path configuration = folder.identityProvider().resolve("configuration.json");
            Files.writeString(configuration, configuration(page).toString());
            Path log = folder.log("identity-provider");
            var builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            ChildProcess.mark(folder),
                            "-Xmx96m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xshare:auto",
                            "no.nav.security.mock.oauth2.StandaloneMockOAuth2ServerKt")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            // An environment variable, because it would make the command line unreadable.
            builder.environment().put("CLASSPATH", Files.readString(classPath).strip());
            builder.environment().put("SERVER_HOSTNAME", "127.0.0.1");
            builder.environment().put("SERVER_PORT", Integer.toString(port));
            builder.environment().put("JSON_CONFIG_PATH", configuration.toString());
            return new DemoIdentityProvider(
                    port, log, ChildProcess.started(builder.start(), "identity-provider", folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static URI url(int port) {
        return URI.create("http://localhost:" + port + "/" + ISSUER);
    }

    @Override
    public URI url() {
        return url(port);
    }

    @Override
    public URI tokenEndpoint() {
        return URI.create(url() + "/token");
    }

    @Override
    public String howToLogIn() {
        return "choose a person, there is no password";
    }

    @Override
    public void awaitReady() {
        IdentityProvider.await(this, process, log, Duration.ofSeconds(60));
    }

    @Override
    public CompletionStage<?> onExit() {
        return process.process().onExit();
    }

    @Override
    public void close() {
        process.end();
    }

    private static JsonObject configuration(Path loginPage) {
        JsonArrayBuilder mappings = Json.createArrayBuilder()
                .add(mapping(
                        "client_id",
                        SCHEDULING,
                        Json.createObjectBuilder()
                                .add("sub", SCHEDULING)
                                .add("preferred_username", SCHEDULING)
                                .add("azp", SCHEDULING)
                                .add("roles", Json.createArrayBuilder().add("SCHEDULER"))));
        for (DemoPerson person : DemoPerson.values()) {
            mappings.add(logout(person));
        }
        for (DemoPerson person : DemoPerson.values()) {
            mappings.add(mapping(
                    "subject",
                    person.userName(),
                    Json.createObjectBuilder()
                            .add("sub", person.userName())
                            .add("preferred_username", person.userName())
                            .add("name", person.fullName())
                            .add("given_name", person.givenName())
                            .add("family_name", person.familyName())
                            .add("email", person.email())
                            .add("email_verified", true)
                            .add("locale", person.locale())
                            .add("azp", CLIENT)
                            .add("roles", Json.createArrayBuilder(person.roles()))));
        }
        return Json.createObjectBuilder()
                .add("interactiveLogin", true)
                .add("loginPagePath", loginPage.toString())
                .add("httpServer", "NettyWrapper")
                .add(
                        "tokenCallbacks",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("issuerId", ISSUER)
                                        .add("tokenExpiry", Duration.ofHours(1).toSeconds())
                                        .add("requestMappings", mappings)))
                .build();
    }

    /** The provider sends no logout tokens itself; its token endpoint returns one for the parameter {@code logout}. */
    private static JsonObjectBuilder logout(DemoPerson person) {
        JsonObjectBuilder event = Json.createObjectBuilder()
                .add("http://schemas.openid.net/event/backchannel-logout", Json.createObjectBuilder());
        return mapping(
                        "logout",
                        person.userName(),
                        Json.createObjectBuilder().add("sub", person.userName()).add("events", event))
                .add("typeHeader", "logout+jwt");
    }

    private static JsonObjectBuilder mapping(String parameter, String match, JsonObjectBuilder claims) {
        return Json.createObjectBuilder()
                .add("requestParam", parameter)
                .add("match", match)
                // The mock gives ID tokens the same claims as access tokens, which a hospital's provider does not.
                .add(
                        "claims",
                        claims.add("aud", Json.createArrayBuilder(List.of(CLIENT)))
                                .add("scope", "openid"));
    }

    private static String loginPage() throws IOException {
        String buttons = Arrays.stream(DemoPerson.values())
                .map(person -> """
                        <button name="username" value="%s">
                          <span class="name">%s</span>
                          <span class="work">%s <span lang="en">· %s</span></span>
                        </button>""".formatted(
                        person.userName(), person.fullName(), person.workInPortuguese(), person.workInEnglish()))
                .collect(Collectors.joining("\n"));
        try (var template = DemoIdentityProvider.class.getResourceAsStream("login.html")) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8).replace("<!-- people -->", buttons);
        }
    }
}
