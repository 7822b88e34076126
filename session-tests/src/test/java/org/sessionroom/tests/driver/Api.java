package org.sessionroom.tests.driver;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.sessionroom.launcher.IdentityProvider;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.WildFly;

/** Calls the API the way a system does: JSON and a bearer token, no cookies. */
public final class Api {

    public static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    public static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Room room;
    private final URI address;
    private final Optional<String> token;

    private Api(Room room, URI address, Optional<String> token) {
        this.room = room;
        this.address = address;
        this.token = token;
    }

    /** A caller without a token. */
    public static Api of(Room room) {
        return new Api(room, room.api(), Optional.empty());
    }

    public Api with(String bearer) {
        return new Api(room, address, Optional.of(bearer));
    }

    /** The same caller, with requests to this node. */
    public Api on(WildFly node) {
        return new Api(room, URI.create("http://127.0.0.1:" + node.ports().http() + "/api"), token);
    }

    /** The hospital's scheduling system. */
    public Api asScheduling() {
        return with(exchanged(providersToken(IdentityProvider.SCHEDULING, Map.of("grant_type", "client_credentials"))));
    }

    /** A person of the hospital, with a token that the provider issued for this client. */
    public Api as(String userName) {
        return with(exchanged(providersToken(
                IdentityProvider.CLIENT,
                Map.of("grant_type", "password", "username", userName, "password", userName))));
    }

    public String providersToken(String client, Map<String, String> grant) {
        return providersAnswer(client, grant).getString("access_token");
    }

    /** What the provider's token endpoint answers (RFC 6749 §5.1). */
    public JsonObject providersAnswer(String client, Map<String, String> grant) {
        var form = new java.util.LinkedHashMap<>(grant);
        form.put("client_id", client);
        form.put("client_secret", room.identityProvider().secret(client));
        form.put("scope", "openid");
        return form(room.identityProvider().tokenEndpoint(), form).expect(200).object();
    }

    private String exchanged(String subjectToken) {
        return exchange(Map.of(
                        "grant_type", EXCHANGE, "subject_token", subjectToken, "subject_token_type", ACCESS_TOKEN))
                .expect(200)
                .object()
                .getString("access_token");
    }

    /** A token exchange (RFC 8693). */
    public Answer exchange(Map<String, String> form) {
        return form(URI.create(address + "/token"), form);
    }

    private static Answer form(URI address, Map<String, String> form) {
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(HttpVisitor.encode(form))));
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer put(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    /** Writes with If-Match: only if the version is still the one that was read. */
    public Answer putIfMatch(String path, String entityTag, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("If-Match", entityTag)
                .PUT(BodyPublishers.ofString(json)));
    }

    public Answer post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(address + path)).header("Accept-Language", "pt-BR");
        token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
        return request;
    }

    public static Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(HttpVisitor.typed(
                    HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A response. */
    public record Answer(HttpResponse<String> http) {

        public int status() {
            return http.statusCode();
        }

        public String text() {
            return http.body();
        }

        public Optional<String> header(String name) {
            return http.headers().firstValue(name);
        }

        public JsonObject object() {
            return HttpVisitor.json(text());
        }

        public JsonArray array() {
            return HttpVisitor.json("{\"all\":" + text() + "}").getJsonArray("all");
        }

        public Answer expect(int status) {
            HttpVisitor.require(status() == status, http.request().uri() + " answered " + status() + " " + text());
            return this;
        }

        /** A problem detail (RFC 9457). */
        public Answer expectProblem(int status, String code) {
            expect(status);
            HttpVisitor.require(
                    header("Content-Type").orElse("").startsWith("application/problem+json"),
                    http.headers().toString());
            HttpVisitor.require(object().getString("type").equals("urn:sessionroom:" + code), text());
            HttpVisitor.require(object().getInt("status") == status, text());
            HttpVisitor.require(!object().getString("detail").isBlank(), text());
            return this;
        }
    }
}
