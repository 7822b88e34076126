package org.sessionroom.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collections;

/**
 * Checks whether a file contains usable keys for a server. Without its certificate WildFly would boot, answer nobody, and report the
 * reason only in the middle of its log.
 */
final class KeyFile {

    private KeyFile() {}

    /**
     * @param advice what to do if it cannot be used
     * @throws StartupException if it is missing, cannot be opened, contains no private key, or a certificate that is not valid now
     */
    static void requireUsable(Path file, String password, String advice) {
        if (!Files.exists(file)) {
            throw unusable(file, "there is no such file", advice, null);
        }
        if (!Files.isRegularFile(file)) {
            throw unusable(file, "it is no file", advice, null);
        }
        try {
            if (Files.size(file) == 0) {
                throw unusable(file, "the file is empty", advice, null);
            }
            KeyStore store = KeyStore.getInstance(file.toFile(), password.toCharArray());
            boolean hasKey = false;
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    store.getKey(alias, password.toCharArray());
                    requireValid(store, alias);
                    hasKey = true;
                }
            }
            if (!hasKey) {
                throw unusable(file, "it holds no private key", advice, null);
            }
        } catch (UnrecoverableKeyException e) {
            throw unusable(file, "its password is not the one given", advice, e);
        } catch (CertificateException e) {
            throw unusable(file, "its certificate is not valid now (" + e.getMessage() + ")", advice, e);
        } catch (IOException e) {
            throw unusable(
                    file,
                    e.getCause() instanceof UnrecoverableKeyException
                            ? "its password is not the one given"
                            : "it is damaged or not complete (" + e.getMessage() + ")",
                    advice,
                    e);
        } catch (GeneralSecurityException e) {
            throw unusable(file, "it is damaged or not complete (" + e.getMessage() + ")", advice, e);
        }
    }

    /** Whether the file is a key store with this password. */
    static boolean isOpenedBy(Path file, String password) {
        try {
            KeyStore.getInstance(file.toFile(), password.toCharArray());
            return true;
        } catch (IOException | GeneralSecurityException damagedOrOther) {
            return false;
        }
    }

    private static void requireValid(KeyStore store, String alias) throws GeneralSecurityException {
        if (store.getCertificate(alias) instanceof X509Certificate certificate) {
            certificate.checkValidity();
        }
    }

    private static StartupException unusable(Path file, String why, String advice, Exception cause) {
        return new StartupException("The key file " + file + " cannot be used: " + why + ".\n" + advice, cause);
    }
}
