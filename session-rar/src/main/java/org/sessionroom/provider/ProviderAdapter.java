package org.sessionroom.provider;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.TransactionSupport;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.Serializable;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.transaction.xa.XAResource;
import org.sessionroom.provider.api.ProviderMeter;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechSpec;
import org.sessionroom.provider.dialect.ProviderEndpoint;
import org.sessionroom.provider.inbound.Deliveries;
import org.sessionroom.provider.stream.ElapsedClock;
import org.sessionroom.provider.stream.Health;
import org.sessionroom.provider.stream.LiveStream;
import org.sessionroom.provider.stream.ProviderConversation;
import org.sessionroom.provider.stream.StreamContext;
import org.sessionroom.provider.stream.StreamLimits;

/**
 * The connection to the hospital's providers of speech recognition and of a language model, as a Jakarta Connectors 2.1 resource
 * adapter. {@code SpeechConnectionFactory} opens streams of speech, and results are delivered to message-driven beans that implement
 * {@code TranscriptListener}; {@code AssistantConnectionFactory} gives access to a language model. Without configuration it makes no
 * connection.
 */
@Connector(
        displayName = "Session Room provider",
        eisType = "Speech recognition and language model",
        version = "1.0",
        transactionSupport = TransactionSupport.TransactionSupportLevel.NoTransaction)
public class ProviderAdapter implements ResourceAdapter, Serializable {

    private static final long serialVersionUID = 1L;

    private static final Duration TICK = Duration.ofMillis(250);

    private transient Delays delays;
    private transient Executor executor;
    private transient HttpClient client;
    private transient Streams streams;
    private transient Deliveries deliveries;
    private transient volatile ProviderMeter meter = ProviderMeter.NONE;

    @Override
    public void start(BootstrapContext context) throws ResourceAdapterInternalException {
        delays = new Delays();
        executor = new WorkExecutor(context.getWorkManager(), delays::after);
        client = ProviderEndpoint.client(executor, StreamLimits.USUAL.connect());
        streams = new Streams();
        // Listeners may be slow, and must not delay conversations.
        deliveries = new Deliveries(new WorkExecutor(context.getWorkManager(), delays::after), delays::after);
        delays.every(TICK, () -> executor.execute(streams::tick));
    }

    @Override
    public void stop() {
        streams.stop();
        delays.close();
    }

    @Override
    public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec) {
        deliveries.activate(factory);
    }

    @Override
    public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
        deliveries.deactivate(factory);
    }

    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) throws ResourceException {
        return new XAResource[0];
    }

    /** The provider at an address, accessed with this adapter's HTTP client. */
    public ProviderEndpoint provider(URI address, Optional<String> key) {
        return new ProviderEndpoint(client, executor, address, key, StreamLimits.USUAL.connect());
    }

    /** Opens a stream. */
    public LiveStream open(
            SpeechSpec spec, ProviderConversation.Opener opener, Health health, Consumer<Optional<Reason>> over) {
        StreamContext context = new StreamContext(
                StreamLimits.USUAL,
                Clock.systemUTC(),
                new ElapsedClock(Clock.systemUTC()),
                new SplittableRandom(),
                opener,
                health,
                this::meter);
        // The callback may take any time, so it must not run within the stream's lock.
        return streams.open(
                spec, context, deliveries.of(spec.streamId()), reason -> executor.execute(() -> over.accept(reason)));
    }

    /** Whether the deadlines of streams are being checked; otherwise a failed stream may not be noticed. */
    public boolean isTicking() {
        return streams.isTicking(System.nanoTime());
    }

    public ProviderMeter meter() {
        return meter;
    }

    /** Replaces the meter. */
    public void measuredBy(ProviderMeter counting) {
        meter = Objects.requireNonNull(counting);
    }

    /** All instances are equal, because an application has only one. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ProviderAdapter;
    }

    @Override
    public int hashCode() {
        return ProviderAdapter.class.hashCode();
    }
}
