package org.sessionroom.provider.outbound;

import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.security.PasswordCredential;
import java.util.Optional;
import javax.security.auth.Subject;

/** Finds the key for a provider in the container's subject. */
final class ProviderKeys {

    /** Configured instead of an empty password, which the container cannot store. */
    private static final String NONE = "none";

    private ProviderKeys() {}

    static Optional<String> of(Subject subject, ManagedConnectionFactory factory) {
        if (subject == null) {
            return Optional.empty();
        }
        return subject.getPrivateCredentials(PasswordCredential.class).stream()
                .filter(credential -> credential.getManagedConnectionFactory() == null
                        || factory.equals(credential.getManagedConnectionFactory()))
                .map(credential -> new String(credential.getPassword()))
                .filter(key -> !key.isBlank() && !key.equals(NONE))
                .findFirst();
    }
}
