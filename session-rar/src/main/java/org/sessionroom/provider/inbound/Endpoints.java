package org.sessionroom.provider.inbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sessionroom.provider.api.TranscriptListener;

/** The message-driven beans that receive deliveries. An application's beans appear after it started, and disappear before it stops. */
final class Endpoints {

    /** The result of a delivery. */
    enum Outcome {
        /** All listeners accepted it. */
        DELIVERED,
        /** There is no listener now. */
        NOBODY,
        /** A listener failed, or its transaction did. */
        FAILED
    }

    private final List<MessageEndpointFactory> factories = new CopyOnWriteArrayList<>();

    void add(MessageEndpointFactory factory) {
        factories.add(factory);
    }

    void remove(MessageEndpointFactory factory) {
        factories.remove(factory);
    }

    Outcome deliver(Delivery delivery) {
        Outcome outcome = Outcome.NOBODY;
        for (MessageEndpointFactory factory : factories) {
            Outcome one = deliver(delivery, factory);
            if (one != Outcome.DELIVERED) {
                return one;
            }
            outcome = one;
        }
        return outcome;
    }

    private static Outcome deliver(Delivery delivery, MessageEndpointFactory factory) {
        MessageEndpoint endpoint;
        try {
            endpoint = factory.createEndpoint(null);
        } catch (UnavailableException e) {
            return Outcome.NOBODY;
        }
        try {
            return deliver(delivery, endpoint) ? Outcome.DELIVERED : Outcome.FAILED;
        } finally {
            endpoint.release();
        }
    }

    /** Once a delivery has begun, afterDelivery is called even if the listener throws; otherwise its transaction would stay open. */
    private static boolean deliver(Delivery delivery, MessageEndpoint endpoint) {
        try {
            endpoint.beforeDelivery(delivery.method());
        } catch (NoSuchMethodException | ResourceException | RuntimeException e) {
            return false;
        }
        boolean well = true;
        try {
            delivery.deliverTo((TranscriptListener) endpoint);
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
}
