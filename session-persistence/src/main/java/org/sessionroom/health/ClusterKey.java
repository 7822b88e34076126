package org.sessionroom.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The key by which the nodes of an installation authenticate each other. A single node needs none: it generates a certificate
 * that no other node trusts. If other nodes are configured, all must share one; otherwise each would silently run alone.
 *
 * @param own where this node listens for the others, as {@code host[port]}
 * @param peers all configured nodes, in the same form
 */
public record ClusterKey(String own, List<String> peers, Optional<Path> keyStore, String password) {

    /** The subject of the certificate that WildFly generates if none is configured (40-cluster.cli). */
    static final String MADE_BY_THE_NODE = "CN=this-node-alone";

    /** {@code SESSION_CLUSTER_ADDRESS}, {@code _PORT}, {@code _PEERS}, {@code _KEYSTORE} and {@code _KEYSTORE_PASSWORD}. */
    public static ClusterKey read(Config config) {
        String own = text(config, "session.cluster.address").orElse("127.0.0.1") + "["
                + text(config, "session.cluster.port").orElse("7600") + "]";
        List<String> peers = Arrays.stream(
                        text(config, "session.cluster.peers").orElse("").split(","))
                .map(String::strip)
                .filter(peer -> !peer.isEmpty())
                .toList();
        return new ClusterKey(
                own,
                peers,
                text(config, "session.cluster.keystore").map(Path::of),
                text(config, "session.cluster.keystore.password").orElse("password"));
    }

    private static Optional<String> text(Config config, String key) {
        return config.getOptionalValue(key, String.class).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** @throws IllegalStateException if other nodes are configured and there is no key to share with them; the message says what to do */
    public void check() {
        if (peers.stream().allMatch(own::equals)) {
            return;
        }
        Path file = keyStore.orElseThrow(() -> new IllegalStateException(
                "SESSION_CLUSTER_PEERS names other nodes, so set SESSION_CLUSTER_KEYSTORE to the key that all nodes share"
                        + " (PKCS#12; docs/operations.md, Keys). Without it anybody in that network could join."));
        if (!Files.isReadable(file)) {
            throw unusable(file, "it cannot be read");
        }
        try {
            requireSharedKey(file);
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(file, "damaged, or SESSION_CLUSTER_KEYSTORE_PASSWORD is not its password");
        }
    }

    private void requireSharedKey(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(file.toFile(), password.toCharArray());
        List<String> keys = Collections.list(store.aliases());
        for (String alias : keys) {
            if (store.getCertificate(alias) instanceof X509Certificate certificate
                    && certificate.getSubjectX500Principal().getName().contains(MADE_BY_THE_NODE)) {
                throw unusable(
                        file,
                        "this node made it for itself, because there was no file: put the nodes' key in its place");
            }
        }
        if (keys.stream().noneMatch(alias -> isKey(store, alias))) {
            throw unusable(file, "it holds no private key");
        }
    }

    private static boolean isKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IllegalStateException unusable(Path file, String why) {
        return new IllegalStateException(
                "The key of the cluster, " + file + " (SESSION_CLUSTER_KEYSTORE), cannot be used: " + why + ".");
    }
}
