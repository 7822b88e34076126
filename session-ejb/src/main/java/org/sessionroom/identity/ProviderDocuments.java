package org.sessionroom.identity;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches documents of the identity provider. The deadline covers the whole answer: a time-out for each read would let a provider that
 * sends byte by byte hold the caller without end.
 */
final class ProviderDocuments implements ResourceRetriever {

    private static final int OK = 200;

    private final Duration deadline;
    private final int mostBytes;
    private final HttpClient client;

    /**
     * @param deadline from the first attempt to connect to the last byte
     * @param mostBytes maximum size of a document
     */
    ProviderDocuments(Duration deadline, int mostBytes) {
        this.deadline = deadline;
        this.mostBytes = mostBytes;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(deadline)
                .build();
    }

    /** @throws IOException if the document did not arrive completely before the deadline, is too large or is refused */
    @Override
    public Resource retrieveResource(URL address) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        CompletableFuture<HttpResponse<Void>> exchange = client.sendAsync(
                HttpRequest.newBuilder(URI.create(address.toString())).build(),
                HttpResponse.BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(bytes -> add(bytes, read))));
        HttpResponse<Void> answer = complete(exchange);
        if (answer.statusCode() != OK) {
            throw new IOException("the provider answered with status " + answer.statusCode());
        }
        return new Resource(
                read.toString(StandardCharsets.UTF_8),
                answer.headers().firstValue("Content-Type").orElse(null));
    }

    private void add(byte[] bytes, ByteArrayOutputStream read) {
        if (read.size() + bytes.length > mostBytes) {
            throw new UncheckedIOException(new IOException("too large"));
        }
        read.writeBytes(bytes);
    }

    private <T> T complete(CompletableFuture<T> exchange) throws IOException {
        try {
            return exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the provider's answer could not be read", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the provider's answer took too long", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            // Also ends the connection of an answer that was given up.
            exchange.cancel(true);
        }
    }
}
