package org.sessionroom.identity;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.conn.ClientConnectionManager;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.params.HttpParams;
import org.apache.http.protocol.HttpContext;

/**
 * An HTTP client whose answers have arrived completely, within a deadline and a maximum size. The time-outs of the client itself cover one
 * read each, so that a server which sends byte by byte could hold a caller, and everybody who waits for that caller, without end.
 */
final class BoundedHttpClient extends CloseableHttpClient {

    private final CloseableHttpClient client;
    private final Duration deadline;
    private final int mostBytes;

    /**
     * @param deadline for the whole exchange, from connecting to the last byte
     * @param mostBytes maximum size of an answer's body
     */
    BoundedHttpClient(CloseableHttpClient client, Duration deadline, int mostBytes) {
        this.client = client;
        this.deadline = deadline;
        this.mostBytes = mostBytes;
    }

    /** @throws IOException if the answer is not complete at the deadline, or is too large */
    @Override
    protected CloseableHttpResponse doExecute(HttpHost target, HttpRequest request, HttpContext context)
            throws IOException {
        CompletableFuture<Void> timeOut = CompletableFuture.runAsync(
                () -> abort(request), CompletableFuture.delayedExecutor(deadline.toMillis(), TimeUnit.MILLISECONDS));
        try {
            CloseableHttpResponse response = client.execute(target, request, context);
            if (response.getEntity() != null) {
                response.setEntity(read(response));
            }
            return response;
        } finally {
            timeOut.cancel(false);
        }
    }

    private static void abort(HttpRequest request) {
        if (request instanceof HttpUriRequest abortable) {
            abortable.abort();
        }
    }

    private HttpEntity read(CloseableHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        InputStream body = entity.getContent();
        byte[] read = body.readNBytes(mostBytes + 1);
        if (read.length > mostBytes) {
            // Closing the body instead would read all the rest of it.
            response.close();
            throw new IOException("the answer is too large");
        }
        body.close();
        ByteArrayEntity whole = new ByteArrayEntity(read);
        whole.setContentType(entity.getContentType());
        return whole;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    /** @deprecated as in the interface */
    @Override
    @Deprecated
    public HttpParams getParams() {
        return client.getParams();
    }

    /** @deprecated as in the interface */
    @Override
    @Deprecated
    public ClientConnectionManager getConnectionManager() {
        return client.getConnectionManager();
    }
}
