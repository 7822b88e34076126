package org.sessionroom.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Replaces the hospital's OpenID Connect provider; knows the {@link DemoPerson}s and the scheduling system. */
public interface IdentityProvider extends AutoCloseable {
    /** The client with which the pages log people in. */
    String CLIENT = "session-room";

    /** The client of the hospital's scheduling system (client credentials, role SCHEDULER). */
    String SCHEDULING = "scheduling";

    /** The issuer; {@code /.well-known/openid-configuration} is below it. */
    URI url();

    URI tokenEndpoint();

    /** The secret of either client, which is its own name. */
    default String secret(String client) {
        return client;
    }

    /** One line for the console: how to log in. */
    String howToLogIn();

    /** @throws StartupException if it has not answered in time */
    void awaitReady();

    /** Completes when its program ends. */
    CompletionStage<?> onExit();

    @Override
    void close();

    /** Polls the configuration document until it is available. */
    static void await(IdentityProvider provider, ChildProcess process, Path log, Duration atMost) {
        var configuration = HttpRequest.newBuilder(URI.create(provider.url() + "/.well-known/openid-configuration"))
                .timeout(Duration.ofSeconds(5))
                .build();
        var client = HttpClient.newHttpClient();
        Instant end = ElapsedTime.now().plus(atMost);
        while (ElapsedTime.now().isBefore(end) && process.isAlive()) {
            try {
                if (client.send(configuration, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
                Thread.sleep(200);
            } catch (IOException notYet) {
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new StartupException("The identity provider did not start, see " + log);
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
