package org.sessionroom.provider.inbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.sessionroom.provider.api.SpeechResult;
import org.sessionroom.provider.api.TranscriptListener;

/**
 * Delivers results to the message-driven beans that listen: a queue for each stream, emptied by at most one short work at a time. An
 * application's beans appear after it started, and disappear before it stops.
 */
public final class Deliveries {

    /** Runs a task after a delay. */
    @FunctionalInterface
    public interface Later {
        void after(Duration delay, Runnable task);
    }

    /** The outcome of a delivery. */
    enum Outcome {
        /** All listeners accepted it. */
        DELIVERED,
        /** There is no listener now. */
        NOBODY,
        /** A listener failed, or its transaction did. */
        FAILED
    }

    private static final Method STORE = method("store", SpeechResult.Stored.class);
    private static final Method SHOW = method("show", SpeechResult.Shown.class);

    private final Executor executor;
    private final Later later;
    private final List<MessageEndpointFactory> listeners = new CopyOnWriteArrayList<>();

    public Deliveries(Executor executor, Later later) {
        this.executor = executor;
        this.later = later;
    }

    private static Method method(String name, Class<?> result) {
        try {
            return TranscriptListener.class.getMethod(name, result);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The queue of a stream. */
    public TranscriptListener of(UUID streamId) {
        return new DeliveryQueue(streamId, this);
    }

    /** Adds a listener, which also receives what is already waiting. */
    public void activate(MessageEndpointFactory factory) {
        listeners.add(factory);
    }

    /** Removes a listener. */
    public void deactivate(MessageEndpointFactory factory) {
        listeners.remove(factory);
    }

    Outcome deliver(SpeechResult result) {
        Outcome outcome = Outcome.NOBODY;
        for (MessageEndpointFactory listener : listeners) {
            outcome = deliver(result, listener);
            if (outcome != Outcome.DELIVERED) {
                return outcome;
            }
        }
        return outcome;
    }

    private static Outcome deliver(SpeechResult result, MessageEndpointFactory listener) {
        MessageEndpoint endpoint;
        try {
            endpoint = listener.createEndpoint(null);
        } catch (UnavailableException e) {
            return Outcome.NOBODY;
        }
        try {
            return deliver(result, endpoint) ? Outcome.DELIVERED : Outcome.FAILED;
        } finally {
            endpoint.release();
        }
    }

    /**
     * The container needs the method before the delivery, because it decides about the transaction. Once a delivery has begun, afterDelivery
     * is called even if the listener throws; otherwise its transaction would stay open.
     */
    private static boolean deliver(SpeechResult result, MessageEndpoint endpoint) {
        try {
            endpoint.beforeDelivery(result instanceof SpeechResult.Stored ? STORE : SHOW);
        } catch (NoSuchMethodException | ResourceException | RuntimeException e) {
            return false;
        }
        boolean well = true;
        try {
            result.deliverTo((TranscriptListener) endpoint);
        } catch (RuntimeException e) {
            well = false;
        }
        try {
            endpoint.afterDelivery();
        } catch (ResourceException | RuntimeException e) {
            well = false;
        }
        return well;
    }

    void work(Runnable work) {
        executor.execute(work);
    }

    void later(Duration delay, Runnable task) {
        later.after(delay, task);
    }
}
