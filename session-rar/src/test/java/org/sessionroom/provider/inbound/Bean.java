package org.sessionroom.provider.inbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.transaction.xa.XAResource;
import org.sessionroom.provider.api.TranscriptListener;

/** A message-driven bean as a container would create it; records the calls in order, and fails where the test wants it to. */
final class Bean implements MessageEndpointFactory {

    private interface Endpoint extends MessageEndpoint, TranscriptListener {}

    final List<String> calls = new ArrayList<>();

    /** The listener's methods that were announced to the container. */
    final List<Object> announced = new ArrayList<>();

    final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final TranscriptListener listener;
    boolean away;

    Bean(TranscriptListener listener) {
        this.listener = listener;
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource resource) throws UnavailableException {
        if (away) {
            throw new UnavailableException();
        }
        InvocationHandler handler = (proxy, method, arguments) -> call(method, arguments);
        return (MessageEndpoint)
                Proxy.newProxyInstance(Bean.class.getClassLoader(), new Class<?>[] {Endpoint.class}, handler);
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        calls.add(name);
        if (name.equals("beforeDelivery")) {
            announced.add(arguments[0]);
        }
        if (name.equals(failures.peek())) {
            failures.remove();
            throw name.equals("afterDelivery") ? new ResourceException("rolled back") : new IllegalStateException(name);
        }
        if (method.getDeclaringClass() == TranscriptListener.class) {
            try {
                return method.invoke(listener, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
        return null;
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource resource, long timeout) throws UnavailableException {
        return createEndpoint(resource);
    }

    @Override
    public boolean isDeliveryTransacted(Method method) {
        return true;
    }

    @Override
    public String getActivationName() {
        return "bean";
    }

    @Override
    public Class<?> getEndpointClass() {
        return Bean.class;
    }
}
