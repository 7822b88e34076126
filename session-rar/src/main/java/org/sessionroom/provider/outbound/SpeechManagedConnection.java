package org.sessionroom.provider.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.IllegalStateException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.security.auth.Subject;
import org.sessionroom.provider.ProviderAdapter;
import org.sessionroom.provider.api.ProviderFailure;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechSpec;
import org.sessionroom.provider.stream.Health;
import org.sessionroom.provider.stream.LiveStream;
import org.sessionroom.provider.stream.ProviderConversation;

/** The managed connection of one stream; it ends when its only handle is closed. */
final class SpeechManagedConnection extends ProviderConnection {

    private final LiveStream stream;
    private final AtomicBoolean given = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();

    SpeechManagedConnection(
            ProviderAdapter adapter, SpeechSpec spec, ProviderConversation.Opener opener, Health health) {
        stream = adapter.open(spec, opener, health, this::ended);
    }

    private void ended(Optional<Reason> lost) {
        if (over.compareAndSet(false, true)) {
            broken(new ProviderFailure(lost.orElse(Reason.ABANDONED)));
        }
    }

    boolean isOver() {
        return over.get();
    }

    @Override
    public Object getConnection(Subject subject, ConnectionRequestInfo info) throws ResourceException {
        if (!given.compareAndSet(false, true)) {
            throw new IllegalStateException("a stream has one owner");
        }
        return new SpeechHandle(stream, this);
    }

    /** The owner closed it; what was appended is still recognised. */
    void close(SpeechHandle handle) {
        if (over.compareAndSet(false, true)) {
            stream.close();
            closed(handle);
        }
    }

    /** The owner abandons it: nothing more is sent to the provider, even while results are still expected. */
    void abandon(SpeechHandle handle) {
        boolean first = over.compareAndSet(false, true);
        stream.abandon();
        if (first) {
            closed(handle);
        }
    }

    @Override
    public void associateConnection(Object connection) throws ResourceException {
        throw new IllegalStateException("a stream has one owner");
    }

    @Override
    public void cleanup() {
        stream.close();
    }

    @Override
    public void destroy() {
        over.set(true);
        stream.close();
    }

    @Override
    public String toString() {
        return "SpeechManagedConnection[" + stream.spec().streamId() + "]";
    }
}
