package org.sessionroom.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Keycloak in development mode, with the realm that comes with the launcher: a real login form and real passwords. */
final class Keycloak implements IdentityProvider {
    private static final String REALM = "session-room";

    private final int port;
    private final Path log;
    private final ChildProcess process;

    private Keycloak(int port, Path log, ChildProcess process) {
        this.port = port;
        this.log = log;
        this.process = process;
    }

    /**
     * @param home an unpacked Keycloak; it stores its own data there
     * @param room the address of the pages, for the redirect URIs
     * @param plain the same without TLS, to which it sends logouts: it does not trust this machine's own certificate
     */
    static Keycloak start(Path home, RoomFolder folder, int port, URI room, URI plain) {
        try {
            Path realm = home.resolve("data/import/session-room-realm.json");
            Files.createDirectories(realm.getParent());
            Files.writeString(
                    realm,
                    realm().replace("https://localhost:8443", room.toString())
                            .replace("http://localhost:8080", plain.toString()));
            Path log = folder.log("identity-provider");
            var builder = new ProcessBuilder(
                            home.resolve("bin/kc.sh").toString(),
                            ChildProcess.mark(folder),
                            "start-dev",
                            "--import-realm",
                            "--http-host=127.0.0.1",
                            "--http-port=" + port,
                            "--hostname=http://localhost:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx320m");
            // It builds itself again at each start, which the optimising compiler does not shorten.
            builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
            builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
            builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", "admin");
            return new Keycloak(port, log, ChildProcess.started(builder.start(), "keycloak", folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String realm() throws IOException {
        try (var realm = Keycloak.class.getResourceAsStream("session-room-realm.json")) {
            return new String(realm.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static URI url(int port) {
        return URI.create("http://localhost:" + port + "/realms/" + REALM);
    }

    @Override
    public URI url() {
        return url(port);
    }

    @Override
    public URI tokenEndpoint() {
        return URI.create(url() + "/protocol/openid-connect/token");
    }

    @Override
    public String howToLogIn() {
        return "in Keycloak; the password is the user name";
    }

    @Override
    public void awaitReady() {
        IdentityProvider.await(this, process, log, Duration.ofMinutes(3));
    }

    @Override
    public CompletionStage<?> onExit() {
        return process.process().onExit();
    }

    @Override
    public void close() {
        process.end();
    }
}
