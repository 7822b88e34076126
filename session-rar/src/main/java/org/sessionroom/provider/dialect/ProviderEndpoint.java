package org.sessionroom.provider.dialect;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The address of a provider, and how to connect to it.
 *
 * @param key sent as bearer token; never shown
 */
public record ProviderEndpoint(
        HttpClient client, Executor executor, URI address, Optional<String> key, Duration connect) {

    /** An HTTP client with the settings that every provider needs. */
    public static HttpClient client(Executor executor, Duration connect) {
        // A plain POST of the JDK's client offers h2c, and uvicorn, which many providers use, then drops the
        // body.
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .executor(executor)
                .build();
    }

    /** A request to the address. */
    HttpRequest.Builder request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        key.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return request;
    }

    /** Does not show the key. */
    @Override
    public String toString() {
        return "ProviderEndpoint[" + address.getScheme() + "://" + address.getHost() + "]";
    }
}
