package org.sessionroom.identity;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** The institution's identity provider, as it describes itself (OpenID Connect Discovery 1.0 §4). Asked when first needed. */
@ApplicationScoped
public class Provider {

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int LARGEST_DOCUMENT = 100_000;

    private volatile Map<String, Object> metadata;

    /** @throws IOException when the provider does not answer; it is asked again next time */
    String issuer() throws IOException {
        return required("issuer");
    }

    /** @throws IOException when the provider does not answer; it is asked again next time */
    URL keys() throws IOException {
        return URI.create(required("jwks_uri")).toURL();
    }

    /**
     * Where people are logged out (OpenID Connect RP-Initiated Logout 1.0), if the provider can.
     *
     * @throws IOException when the provider does not answer; it is asked again next time
     */
    public Optional<URI> endSession() throws IOException {
        return Optional.ofNullable((String) metadata().get("end_session_endpoint"))
                .map(URI::create);
    }

    ResourceRetriever retriever() {
        return new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST_DOCUMENT);
    }

    private String required(String name) throws IOException {
        return Optional.ofNullable((String) metadata().get(name))
                .orElseThrow(() -> new IOException("the provider's metadata has no " + name));
    }

    private Map<String, Object> metadata() throws IOException {
        if (metadata == null) {
            String provider = ConfigProvider.getConfig().getValue("session.oidc.provider.url", String.class);
            URL document =
                    URI.create(provider + "/.well-known/openid-configuration").toURL();
            try {
                metadata = JSONObjectUtils.parse(
                        retriever().retrieveResource(document).getContent());
            } catch (ParseException e) {
                throw new IOException("the provider's metadata is not JSON", e);
            }
        }
        return metadata;
    }
}
