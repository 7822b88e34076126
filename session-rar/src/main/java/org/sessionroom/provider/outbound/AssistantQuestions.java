package org.sessionroom.provider.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import javax.naming.Reference;
import org.sessionroom.provider.api.AssistantConnection;
import org.sessionroom.provider.api.AssistantConnectionFactory;
import org.sessionroom.provider.api.ProviderFailure;
import org.sessionroom.provider.api.ProviderHealth;
import org.sessionroom.provider.api.ProviderMeter;
import org.sessionroom.provider.api.Reason;

/** The application's connection factory for the language model. */
final class AssistantQuestions implements AssistantConnectionFactory {

    private static final long serialVersionUID = 1L;

    private final AssistantManagedConnectionFactory factory;
    private final transient ConnectionManager connections;
    private Reference reference;

    AssistantQuestions(AssistantManagedConnectionFactory factory, ConnectionManager connections) {
        this.factory = factory;
        this.connections = connections;
    }

    @Override
    public AssistantConnection getConnection() throws ProviderFailure {
        if (factory.isOff()) {
            throw new ProviderFailure(Reason.OFF);
        }
        try {
            return (AssistantConnection) connections.allocateConnection(factory, null);
        } catch (ResourceException e) {
            throw ProviderConnectionFactory.failure(e);
        }
    }

    @Override
    public ProviderHealth health() {
        return factory.health().now();
    }

    @Override
    public void measuredBy(ProviderMeter meter) {
        factory.adapter().measuredBy(meter);
    }

    @Override
    public void setReference(Reference given) {
        reference = given;
    }

    @Override
    public Reference getReference() {
        return reference;
    }
}
