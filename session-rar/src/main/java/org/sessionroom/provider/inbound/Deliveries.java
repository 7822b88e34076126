package org.sessionroom.provider.inbound;

import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.sessionroom.provider.api.TranscriptListener;

/** Delivers results to the listeners: a queue for each stream, emptied by at most one short work at a time. */
public final class Deliveries {

    /** Runs a task after a delay. */
    @FunctionalInterface
    public interface Later {
        void after(Duration delay, Runnable task);
    }

    private final Executor executor;
    private final Later later;
    private final Endpoints endpoints = new Endpoints();

    public Deliveries(Executor executor, Later later) {
        this.executor = executor;
        this.later = later;
    }

    /** The queue of a stream. */
    public TranscriptListener of(UUID streamId) {
        return new DeliveryQueue(streamId, this);
    }

    /** Adds a listener, which also receives what is already waiting. */
    public void activate(MessageEndpointFactory factory) {
        endpoints.add(factory);
    }

    /** Removes a listener. */
    public void deactivate(MessageEndpointFactory factory) {
        endpoints.remove(factory);
    }

    Endpoints.Outcome deliver(Delivery delivery) {
        return endpoints.deliver(delivery);
    }

    void work(Runnable work) {
        executor.execute(work);
    }

    void later(Duration delay, Runnable task) {
        later.after(delay, task);
    }
}
