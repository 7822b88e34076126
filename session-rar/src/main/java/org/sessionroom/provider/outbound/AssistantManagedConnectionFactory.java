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
import org.sessionroom.provider.api.AssistantConnection;
import org.sessionroom.provider.api.AssistantConnectionFactory;
import org.sessionroom.provider.api.ProviderFailure;
import org.sessionroom.provider.dialect.ChatCompletions;
import org.sessionroom.provider.stream.ElapsedClock;
import org.sessionroom.provider.stream.Health;

/** Opens connections to the language model. They are stateless, so any connection can serve any caller. */
@ConnectionDefinition(
        connectionFactory = AssistantConnectionFactory.class,
        connectionFactoryImpl = AssistantQuestions.class,
        connection = AssistantConnection.class,
        connectionImpl = AssistantHandle.class)
public class AssistantManagedConnectionFactory extends ProviderConnectionFactory {

    private static final long serialVersionUID = 1L;

    private static final Set<String> WEB = Set.of("http", "https");

    @ConfigProperty(defaultValue = "none", description = "where the provider is; none if there is none")
    private String url = "none";

    @ConfigProperty(defaultValue = "none", description = "which model is asked; none for the provider's own choice")
    private String model = "none";

    private transient Health health;

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

    boolean isOff() {
        return "none".equals(url) || url.isBlank();
    }

    synchronized Health health() {
        if (health == null) {
            health = new Health(Clock.systemUTC(), new ElapsedClock(Clock.systemUTC()), !isOff());
        }
        return health;
    }

    @Override
    public Object createConnectionFactory(ConnectionManager connections) {
        return new AssistantQuestions(this, connections);
    }

    @Override
    public ManagedConnection createManagedConnection(Subject subject, ConnectionRequestInfo info)
            throws ResourceException {
        try {
            var provider = adapter().provider(address(url, WEB), ProviderKeys.of(subject, this));
            String asked = "none".equals(model) ? "" : model;
            return new AssistantManagedConnection(
                    new ChatCompletions(provider, asked, ChatCompletions.PATIENCE), health(), adapter()::meter);
        } catch (ProviderFailure e) {
            health().down(e.reason());
            throw new ResourceException(e);
        }
    }

    @Override
    public ManagedConnection matchManagedConnections(
            @SuppressWarnings("rawtypes") Set connections, Subject subject, ConnectionRequestInfo info) {
        for (Object connection : connections) {
            if (connection instanceof AssistantManagedConnection assistant) {
                return assistant;
            }
        }
        return null;
    }

    @Override
    boolean isUsable(ManagedConnection connection) {
        return connection instanceof AssistantManagedConnection;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AssistantManagedConnectionFactory that
                && url.equals(that.url)
                && model.equals(that.model);
    }

    @Override
    public int hashCode() {
        return Objects.hash(url, model);
    }

    @Override
    public String toString() {
        return "AssistantManagedConnectionFactory";
    }
}
