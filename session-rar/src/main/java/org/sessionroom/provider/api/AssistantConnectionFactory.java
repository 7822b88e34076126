package org.sessionroom.provider.api;

import jakarta.resource.Referenceable;
import java.io.Serializable;

/** Reaches the provider of the language model; in JNDI under {@value #JNDI}. */
public interface AssistantConnectionFactory extends ProviderFactory, Serializable, Referenceable {

    /** Where the container keeps it. */
    String JNDI = "java:/eis/SessionRoomAssistant";

    /** @throws ProviderFailure OFF without a provider, BUSY when as many are at work as the pool allows */
    AssistantConnection getConnection() throws ProviderFailure;
}
