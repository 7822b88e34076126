package org.sessionroom.health;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.function.Supplier;
import org.jboss.as.server.mgmt.domain.ExtensibleHttpManagement;
import org.jboss.msc.Service;
import org.jboss.msc.service.ServiceActivator;
import org.jboss.msc.service.ServiceActivatorContext;
import org.jboss.msc.service.ServiceBuilder;
import org.jboss.msc.service.ServiceName;
import org.jboss.msc.service.StartContext;
import org.jboss.msc.service.StopContext;
import org.wildfly.extension.micrometer.MicrometerService;

/**
 * The server's metrics at {@code /prometheus} of the management port, with the Content-Type that Prometheus 3 requires.
 * WildFly 39's own context sends none (WFLY-21651), and the management interface cannot be configured to add one; so that context
 * has another path (80-health-metrics.cli), and this one answers from the same registry.
 */
public final class PrometheusEndpoint implements ServiceActivator {

    private static final ServiceName MANAGEMENT = ServiceName.parse("org.wildfly.management.http.extensible");
    private static final ServiceName METRICS = ServiceName.parse("org.wildfly.extension.micrometer.service");
    private static final String CONTEXT = "prometheus";

    /** Prometheus' text format 0.0.4, the registry's default. */
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    @Override
    public void activate(ServiceActivatorContext context) {
        ServiceBuilder<?> endpoint = context.getServiceTarget().addService();
        endpoint.setInstance(new Endpoint(endpoint.requires(MANAGEMENT), endpoint.requires(METRICS)))
                .install();
    }

    /** Answers for as long as the application is deployed. */
    private record Endpoint(Supplier<ExtensibleHttpManagement> management, Supplier<MicrometerService> metrics)
            implements Service {

        @Override
        public void start(StartContext context) {
            management.get().addManagementHandler(CONTEXT, false, this::answer);
        }

        @Override
        public void stop(StopContext context) {
            management.get().removeContext(CONTEXT);
        }

        private void answer(HttpServerExchange exchange) {
            if (exchange.isInIoThread()) {
                exchange.dispatch(this::answer);
                return;
            }
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, TEXT);
            exchange.getResponseSender().send(registry().scrape());
        }

        private PrometheusMeterRegistry registry() {
            CompositeMeterRegistry all = metrics.get().getMicrometerRegistry();
            return all.getRegistries().stream()
                    .filter(PrometheusMeterRegistry.class::isInstance)
                    .map(PrometheusMeterRegistry.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("80-health-metrics.cli was not applied"));
        }
    }
}
