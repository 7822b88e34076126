package org.sessionroom.provider.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.security.PasswordCredential;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import jakarta.resource.spi.work.WorkRejectedException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.Subject;
import org.sessionroom.provider.ProviderAdapter;

/** The parts of a container that the adapter uses: threads, a timer, connections without a pool, and a key. */
final class Container implements BootstrapContext, ConnectionManager, ConnectionEventListener, AutoCloseable {

    private static final long serialVersionUID = 1L;

    final transient ProviderAdapter adapter = new ProviderAdapter();
    final transient List<Integer> events = new CopyOnWriteArrayList<>();
    final transient AtomicInteger rejections = new AtomicInteger();
    private final transient ExecutorService threads = Executors.newCachedThreadPool();
    private final transient Subject subject = new Subject();

    Container(String key) throws ResourceException {
        subject.getPrivateCredentials().add(new PasswordCredential("session-room", key.toCharArray()));
        adapter.start(this);
    }

    @Override
    public WorkManager getWorkManager() {
        return (WorkManager) Proxy.newProxyInstance(
                Container.class.getClassLoader(), new Class<?>[] {WorkManager.class}, (proxy, method, arguments) -> {
                    schedule((Work) arguments[0]);
                    return null;
                });
    }

    private void schedule(Work work) throws WorkException {
        if (rejections.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new WorkRejectedException();
        }
        threads.execute(work);
    }

    @Override
    public Timer createTimer() {
        return new Timer(true);
    }

    @Override
    public XATerminator getXATerminator() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isContextSupported(Class<? extends WorkContext> context) {
        return false;
    }

    @Override
    public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo info)
            throws ResourceException {
        ManagedConnection connection = factory.createManagedConnection(subject, info);
        connection.addConnectionEventListener(this);
        return connection.getConnection(subject, info);
    }

    @Override
    public void connectionClosed(ConnectionEvent event) {
        events.add(event.getId());
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
        events.add(event.getId());
    }

    @Override
    public void localTransactionStarted(ConnectionEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void localTransactionCommitted(ConnectionEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void localTransactionRolledback(ConnectionEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        adapter.stop();
        threads.shutdownNow();
    }
}
