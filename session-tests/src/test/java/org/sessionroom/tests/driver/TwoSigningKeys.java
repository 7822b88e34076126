package org.sessionroom.tests.driver;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Map;

/** A signing key store in the middle of a rotation: the new key signs, the old one is still published. */
public record TwoSigningKeys(Path file) {

    private static final String PASSWORD = "changeit-in-a-hospital";

    static TwoSigningKeys in(Path folder) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("signing.p12");
            if (!Files.exists(file)) {
                for (String alias : new String[] {"old", "new"}) {
                    generate(file, alias);
                }
            }
            return new TwoSigningKeys(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void generate(Path file, String alias) throws IOException, InterruptedException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder(
                        keytool,
                        // It ends before the optimising compiler would pay.
                        "-J-XX:TieredStopAtLevel=1",
                        "-genkeypair",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        alias,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + alias)
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes());
        if (made.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    /** The signing key with its private part, for tokens that the room would never issue. */
    public ECKey signing() {
        try {
            KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            return new ECKey.Builder(Curve.P_256, (ECPublicKey)
                            store.getCertificate("new").getPublicKey())
                    .privateKey((ECPrivateKey) store.getKey("new", PASSWORD.toCharArray()))
                    .keyIDFromThumbprint()
                    .build();
        } catch (IOException | GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public Map<String, String> environment() {
        return Map.of(
                "SESSION_SIGNING_KEYSTORE",
                file.toString(),
                "SESSION_SIGNING_KEYSTORE_PASSWORD",
                PASSWORD,
                "SESSION_SIGNING_KEY_ALIAS",
                "new");
    }
}
