package org.sessionroom.identity;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;

/** The institution's identity provider, as it describes itself (OpenID Connect Discovery 1.0 §4). Fetched when first needed. */
@ApplicationScoped
public class ProviderMetadata {

    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int LARGEST_DOCUMENT = 100_000;

    /** How long a caller waits while another thread fetches the metadata. */
    private static final int WAIT_MILLIS = 1_000;

    /** How long no thread tries again after a failure. */
    private static final long PAUSE_NANOS = 3_000_000_000L;

    private final Semaphore asking = new Semaphore(1);
    private volatile Map<String, Object> metadata;
    private volatile boolean answeredLast = true;
    private volatile long askedAgainNanos = System.nanoTime();

    /** @throws IOException if the provider does not answer; another attempt is made some seconds later */
    String issuer() throws IOException {
        return required("issuer");
    }

    /**
     * A new source of the provider's keys. They are kept for five minutes, and fetched again when a token names an unknown one. One thread
     * fetches; the others wait a second at most, so that an unresponsive provider does not block one thread for each token.
     *
     * @throws IOException if the provider does not answer; another attempt is made some seconds later
     */
    JWKSource<SecurityContext> keys() throws IOException {
        URL document = URI.create(required("jwks_uri")).toURL();
        return JWKSourceBuilder.create(document, retriever())
                .cache(JWKSourceBuilder.DEFAULT_CACHE_TIME_TO_LIVE, WAIT_MILLIS)
                .build();
    }

    /**
     * The URL of the provider's logout (OpenID Connect RP-Initiated Logout 1.0), if it supports one.
     *
     * @throws IOException if the provider does not answer; another attempt is made some seconds later
     */
    public Optional<URI> endSession() throws IOException {
        return Optional.ofNullable((String) metadata().get("end_session_endpoint"))
                .map(URI::create);
    }

    /** Whether the metadata is available. Fetches it if it is not, which takes at most three seconds. */
    public boolean answers() {
        try {
            return !metadata().isEmpty();
        } catch (IOException silent) {
            return false;
        }
    }

    private ResourceRetriever retriever() {
        var retriever = new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST_DOCUMENT);
        return document -> {
            answeredLast = false;
            Resource answer = retriever.retrieveResource(document);
            answeredLast = true;
            return answer;
        };
    }

    /** Whether the provider's last request was answered. */
    boolean answeredLast() {
        return answeredLast;
    }

    private String required(String name) throws IOException {
        return Optional.ofNullable((String) metadata().get(name))
                .orElseThrow(() -> new IOException("the provider's metadata has no " + name));
    }

    private Map<String, Object> metadata() throws IOException {
        if (metadata == null) {
            askAlone();
        }
        return metadata;
    }

    /** Only one thread at a time, so that an unresponsive provider does not block one thread for each person. */
    private void askAlone() throws IOException {
        if (askedAgainNanos - System.nanoTime() > 0 || !becomesMyTurn()) {
            throw new IOException("the provider did not answer just now");
        }
        try {
            if (metadata == null) {
                metadata = ask();
            }
        } catch (IOException silent) {
            askedAgainNanos = System.nanoTime() + PAUSE_NANOS;
            throw silent;
        } finally {
            asking.release();
        }
    }

    private boolean becomesMyTurn() {
        try {
            return asking.tryAcquire(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Map<String, Object> ask() throws IOException {
        String provider = ConfigProvider.getConfig().getValue("session.oidc.provider.url", String.class);
        URL document =
                URI.create(provider + "/.well-known/openid-configuration").toURL();
        try {
            return JSONObjectUtils.parse(retriever().retrieveResource(document).getContent());
        } catch (ParseException e) {
            throw new IOException("the provider's metadata is not JSON", e);
        }
    }
}
