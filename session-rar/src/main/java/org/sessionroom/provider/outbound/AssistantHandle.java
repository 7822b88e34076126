package org.sessionroom.provider.outbound;

import java.util.concurrent.atomic.AtomicBoolean;
import org.sessionroom.provider.api.AssistantConnection;
import org.sessionroom.provider.api.Completion;
import org.sessionroom.provider.api.CompletionRequest;
import org.sessionroom.provider.api.ProviderFailure;

/** The application's handle of a connection to the language model. */
final class AssistantHandle implements AssistantConnection {

    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile AssistantManagedConnection connection;

    AssistantHandle(AssistantManagedConnection connection) {
        this.connection = connection;
    }

    void moveTo(AssistantManagedConnection other) {
        connection = other;
    }

    @Override
    public Completion complete(CompletionRequest request) throws ProviderFailure {
        if (closed.get()) {
            throw new IllegalStateException("closed");
        }
        return connection.complete(request);
    }

    @Override
    public void useless() {
        connection.useless();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            connection.close(this);
        }
    }

    @Override
    public String toString() {
        return "AssistantConnection";
    }
}
