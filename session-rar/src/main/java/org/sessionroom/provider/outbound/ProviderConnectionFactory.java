package org.sessionroom.provider.outbound;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import java.io.PrintWriter;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.sessionroom.provider.ProviderAdapter;
import org.sessionroom.provider.api.ProviderFailure;
import org.sessionroom.provider.api.Reason;

/** The common part of both kinds of connection factories. */
abstract class ProviderConnectionFactory
        implements ManagedConnectionFactory, ValidatingManagedConnectionFactory, ResourceAdapterAssociation {

    private static final long serialVersionUID = 1L;

    private ProviderAdapter adapter;
    private transient PrintWriter logWriter;

    @Override
    public ResourceAdapter getResourceAdapter() {
        return adapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter associated) {
        adapter = (ProviderAdapter) associated;
    }

    ProviderAdapter adapter() {
        return adapter;
    }

    /** @throws ProviderFailure MISCONFIGURED if it is not an address with one of these schemes */
    static URI address(String url, Set<String> schemes) throws ProviderFailure {
        try {
            URI address = URI.create(url.strip());
            if (address.getHost() != null && schemes.contains(String.valueOf(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new ProviderFailure(Reason.MISCONFIGURED);
        }
        throw new ProviderFailure(Reason.MISCONFIGURED);
    }

    /** The failure inside a container's exception; if there is none, the pool had no free connection. */
    static ProviderFailure failure(ResourceException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProviderFailure failure) {
                return failure;
            }
        }
        return new ProviderFailure(Reason.BUSY);
    }

    abstract boolean isUsable(ManagedConnection connection);

    @Override
    public Set<Object> getInvalidConnections(@SuppressWarnings("rawtypes") Set connections) {
        Set<Object> invalid = new HashSet<>();
        for (Object connection : connections) {
            if (!(connection instanceof ManagedConnection managed) || !isUsable(managed)) {
                invalid.add(connection);
            }
        }
        return invalid;
    }

    @Override
    public Object createConnectionFactory() throws ResourceException {
        throw new NotSupportedException("only within a container");
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        logWriter = out;
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }
}
