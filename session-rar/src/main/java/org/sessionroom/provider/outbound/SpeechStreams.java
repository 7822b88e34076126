package org.sessionroom.provider.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import java.util.Optional;
import javax.naming.NamingException;
import javax.naming.Reference;
import org.sessionroom.provider.api.ProviderFailure;
import org.sessionroom.provider.api.ProviderHealth;
import org.sessionroom.provider.api.ProviderMeter;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechConnection;
import org.sessionroom.provider.api.SpeechConnectionFactory;
import org.sessionroom.provider.api.SpeechSpec;
import org.sessionroom.provider.dialect.Dialect;

/** The application's connection factory for streams. */
final class SpeechStreams implements SpeechConnectionFactory {

    private static final long serialVersionUID = 1L;

    private final SpeechManagedConnectionFactory factory;
    private final transient ConnectionManager connections;
    private Reference reference;

    SpeechStreams(SpeechManagedConnectionFactory factory, ConnectionManager connections) {
        this.factory = factory;
        this.connections = connections;
    }

    @Override
    public SpeechConnection getConnection(SpeechSpec spec) throws ProviderFailure {
        if (factory.spoken() == Dialect.NONE) {
            throw new ProviderFailure(Reason.OFF);
        }
        // Pages repeatedly try to reopen a lost stream.
        Optional<Reason> refusal = factory.health().standingRefusal();
        if (refusal.isPresent()) {
            throw new ProviderFailure(refusal.get());
        }
        try {
            return (SpeechConnection) connections.allocateConnection(factory, new SpeechRequest(spec));
        } catch (ResourceException e) {
            throw ProviderConnectionFactory.failure(e);
        }
    }

    @Override
    public ProviderHealth health() {
        ProviderHealth health = factory.health().now();
        if (health.state() == ProviderHealth.State.OFF || factory.adapter().isTicking()) {
            return health;
        }
        return new ProviderHealth(ProviderHealth.State.DOWN, health.since(), Optional.of(Reason.STALLED));
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
    public Reference getReference() throws NamingException {
        return reference;
    }
}
