package org.sessionroom.provider.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.ConnectionDefinition;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import javax.security.auth.Subject;
import org.sessionroom.provider.api.ProviderFailure;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechConnection;
import org.sessionroom.provider.api.SpeechConnectionFactory;
import org.sessionroom.provider.dialect.Dialect;
import org.sessionroom.provider.dialect.SpeechProvider;
import org.sessionroom.provider.stream.ElapsedClock;
import org.sessionroom.provider.stream.Health;

/** Opens streams of speech. A stream belongs to one microphone and is never reused for another. */
@ConnectionDefinition(
        connectionFactory = SpeechConnectionFactory.class,
        connectionFactoryImpl = SpeechStreams.class,
        connection = SpeechConnection.class,
        connectionImpl = SpeechHandle.class)
public class SpeechManagedConnectionFactory extends ProviderConnectionFactory {

    private static final long serialVersionUID = 1L;

    private static final Set<String> SOCKETS = Set.of("ws", "wss");
    private static final Set<String> WEB = Set.of("http", "https");

    @ConfigProperty(defaultValue = "none", description = "none, vosk, realtime or http")
    private String dialect = "none";

    @ConfigProperty(defaultValue = "none", description = "where the provider is")
    private String url = "none";

    @ConfigProperty(defaultValue = "none", description = "which model shall listen; none for the provider's own choice")
    private String model = "none";

    private transient Health health;

    public String getDialect() {
        return dialect;
    }

    public void setDialect(String dialect) {
        this.dialect = dialect;
    }

    public String getUrl() {
        return url;
    }

    public void setUrl(String url) {
        this.url = url;
    }

    public String getModel() {
        return model;
    }

    public void setModel(String model) {
        this.model = model;
    }

    @Override
    public Object createConnectionFactory(ConnectionManager connections) {
        return new SpeechStreams(this, connections);
    }

    /** The configured dialect. An unknown one is reported as MISCONFIGURED, not as OFF. */
    Dialect spoken() throws ProviderFailure {
        try {
            return Dialect.of(dialect);
        } catch (IllegalArgumentException e) {
            health().down(Reason.MISCONFIGURED);
            throw new ProviderFailure(Reason.MISCONFIGURED);
        }
    }

    synchronized Health health() {
        if (health == null) {
            health = new Health(
                    Clock.systemUTC(), new ElapsedClock(Clock.systemUTC()), !"none".equalsIgnoreCase(dialect.strip()));
        }
        return health;
    }

    @Override
    public ManagedConnection createManagedConnection(Subject subject, ConnectionRequestInfo info)
            throws ResourceException {
        try {
            Dialect spoken = spoken();
            var provider = adapter()
                    .provider(address(url, spoken == Dialect.HTTP ? WEB : SOCKETS), ProviderKeys.of(subject, this));
            String asked = "none".equals(model) ? "" : model;
            return new SpeechManagedConnection(
                    adapter(), ((SpeechRequest) info).spec(), new SpeechProvider(spoken, provider, asked), health());
        } catch (ProviderFailure e) {
            health().down(e.reason());
            throw new ResourceException(e);
        }
    }

    /** Returns no match, because a stream is never reused. */
    @Override
    public ManagedConnection matchManagedConnections(
            @SuppressWarnings("rawtypes") Set connections, Subject subject, ConnectionRequestInfo info) {
        return null;
    }

    @Override
    boolean isUsable(ManagedConnection connection) {
        return connection instanceof SpeechManagedConnection speech && !speech.isOver();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SpeechManagedConnectionFactory that
                && dialect.equals(that.dialect)
                && url.equals(that.url)
                && model.equals(that.model);
    }

    @Override
    public int hashCode() {
        return Objects.hash(dialect, url, model);
    }

    @Override
    public String toString() {
        return "SpeechManagedConnectionFactory[" + dialect + "]";
    }
}
