package org.sessionroom.provider.api;

import jakarta.resource.Referenceable;
import java.io.Serializable;

/** Gives access to the provider of the language model; in JNDI under {@value #JNDI}. */
public interface AssistantConnectionFactory extends ProviderFactory, Serializable, Referenceable {

    /** Its name in the container. */
    String JNDI = "java:/eis/SessionRoomAssistant";

    /** @throws ProviderFailure OFF without a provider, BUSY if all connections of the pool are in use */
    AssistantConnection getConnection() throws ProviderFailure;
}
