package org.sessionroom.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sessionroom.limit.RateLimit;

/** The institution's identity provider, as it describes itself (OpenID Connect Discovery 1.0 §4). Fetched when first needed. */
@ApplicationScoped
public class ProviderMetadata {

    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final int LARGEST_DOCUMENT = 100_000;

    /** How long a caller waits while another thread fetches the metadata. */
    private static final int WAIT_MILLIS = 1_000;

    /** How long no thread tries again after a failure. */
    private static final long PAUSE_NANOS = 3_000_000_000L;

    /** Tokens that name unknown keys make the provider send its keys again: twice, and then every 15 seconds at most. */
    private static final int KEYS_BURST = 2;

    private static final double KEYS_PER_SECOND = 1.0 / 15;

    private final ResourceRetriever documents = new ProviderDocuments(DEADLINE, LARGEST_DOCUMENT);
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
     * fetches; the others wait a second at most, so that an unresponsive provider does not block one thread for each token. The library's
     * own limit follows the machine's clock, and would fetch no keys after that clock was set back.
     *
     * @throws IOException if the provider does not answer; another attempt is made some seconds later
     */
    JWKSource<SecurityContext> keys() throws IOException {
        URL document = URI.create(required("jwks_uri")).toURL();
        return JWKSourceBuilder.create(document, keysRetriever())
                .rateLimited(false)
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

    private ResourceRetriever keysRetriever() {
        RateLimit limit = new RateLimit(KEYS_BURST, KEYS_PER_SECOND, System.nanoTime());
        return document -> {
            if (!limit.allow(System.nanoTime())) {
                throw new IOException("the provider's keys were requested just now");
            }
            answeredLast = false;
            Resource answer = documents.retrieveResource(document);
            answeredLast = isKeySet(answer);
            return answer;
        };
    }

    private static boolean isKeySet(Resource answer) {
        try {
            JWKSet.parse(answer.getContent());
            return true;
        } catch (ParseException malformed) {
            return false;
        }
    }

    /**
     * Whether the provider's last answer contained its keys. A key that is not available then is unknown; otherwise the token that names
     * it may be valid.
     */
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
            return JSONObjectUtils.parse(documents.retrieveResource(document).getContent());
        } catch (ParseException e) {
            throw new IOException("the provider's metadata is not JSON", e);
        }
    }
}
