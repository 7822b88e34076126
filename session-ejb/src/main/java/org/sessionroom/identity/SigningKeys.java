package org.sessionroom.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The keys that sign our own tokens: the P-256 keys of a PKCS#12 store, the same on every node. One signs; all are
 * published, so that during a key rotation tokens of the old and the new key can be verified.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class SigningKeys {

    private ECKey signing;
    private JWKSet published;

    @PostConstruct
    void load() {
        Config config = ConfigProvider.getConfig();
        Path file = Path.of(config.getOptionalValue("session.signing.keystore", String.class)
                .orElse("/etc/session-room/signing.p12"));
        char[] password = config.getOptionalValue("session.signing.keystore.password", String.class)
                .orElse("")
                .toCharArray();
        String alias = config.getOptionalValue("session.signing.key.alias", String.class)
                .orElse("signing");
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            published = new JWKSet(read(store, password));
            signing = read(store, alias, password);
        } catch (IOException | GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(
                    "The signing keys in " + file + " cannot be used (SESSION_SIGNING_KEYSTORE): " + e.getMessage(), e);
        }
    }

    private static List<JWK> read(KeyStore store, char[] password) throws GeneralSecurityException, JOSEException {
        List<JWK> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            keys.add(read(store, alias, password));
        }
        return keys;
    }

    private static ECKey read(KeyStore store, String alias, char[] password)
            throws GeneralSecurityException, JOSEException {
        if (!(store.getKey(alias, password) instanceof ECPrivateKey secret)
                || !(store.getCertificate(alias).getPublicKey() instanceof ECPublicKey open)) {
            throw new GeneralSecurityException("there is no EC key named " + alias);
        }
        return new ECKey.Builder(Curve.P_256, open)
                .privateKey(secret)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .keyIDFromThumbprint()
                .build();
    }

    /** The current signing key. */
    public ECKey signing() {
        return signing;
    }

    /** The public keys, RFC 7517. */
    public JWKSet published() {
        return published.toPublicJWKSet();
    }
}
