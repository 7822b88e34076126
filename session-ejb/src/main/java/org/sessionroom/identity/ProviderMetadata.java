package org.sessionroom.identity;

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

/** The institution's identity provider, as it describes itself (OpenID Connect Discovery 1.0 §4). Asked when first needed. */
@ApplicationScoped
public class ProviderMetadata {

    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int LARGEST_DOCUMENT = 100_000;

    /** Whoever needs the answer while another asks waits for so long. */
    private static final int WAIT_MILLIS = 1_000;

    /** After a failure nobody asks for so long. */
    private static final long PAUSE_NANOS = 3_000_000_000L;

    private final Semaphore asking = new Semaphore(1);
    private volatile Map<String, Object> metadata;
    private volatile boolean answeredLast = true;
    private volatile long askedAgainNanos = System.nanoTime();

    /** @throws IOException when the provider does not answer; it is asked again some seconds later */
    String issuer() throws IOException {
        return required("issuer");
    }

    /** @throws IOException when the provider does not answer; it is asked again some seconds later */
    URL keys() throws IOException {
        return URI.create(required("jwks_uri")).toURL();
    }

    /**
     * Where people are logged out (OpenID Connect RP-Initiated Logout 1.0), if the provider can.
     *
     * @throws IOException when the provider does not answer; it is asked again some seconds later
     */
    public Optional<URI> endSession() throws IOException {
        return Optional.ofNullable((String) metadata().get("end_session_endpoint"))
                .map(URI::create);
    }

    /** Whether it has described itself. It is asked until it has, and takes three seconds at most to say no. */
    public boolean answers() {
        try {
            return !metadata().isEmpty();
        } catch (IOException silent) {
            return false;
        }
    }

    ResourceRetriever retriever() {
        var retriever = new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST_DOCUMENT);
        return document -> {
            answeredLast = false;
            Resource answer = retriever.retrieveResource(document);
            answeredLast = true;
            return answer;
        };
    }

    /** Whether the provider answered when it was last asked for something. */
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

    /** A provider that is silent must not hold up as many threads as there are people who need it. */
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
