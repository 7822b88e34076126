package org.sessionroom.provider;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import org.sessionroom.health.PeriodicScheduler;
import org.sessionroom.health.ProviderStates;
import org.sessionroom.provider.api.AssistantConnectionFactory;
import org.sessionroom.provider.api.ProviderFactory;
import org.sessionroom.provider.api.ProviderHealth;
import org.sessionroom.provider.api.SpeechConnectionFactory;

/** Connects the providers to the metrics, and reports their state every ten seconds; it calls no provider for that. */
@Startup
@Singleton
public class Providers {

    private static final Duration EVERY = Duration.ofSeconds(10);

    @Resource(lookup = SpeechConnectionFactory.JNDI)
    private SpeechConnectionFactory speech;

    @Resource(lookup = AssistantConnectionFactory.JNDI)
    private AssistantConnectionFactory model;

    @Inject
    private ProviderMetrics metrics;

    @Inject
    private ProviderStates states;

    @Inject
    private PeriodicScheduler scheduler;

    private PeriodicScheduler.Repetition looks;

    @PostConstruct
    void start() {
        speech.measuredBy(metrics);
        model.measuredBy(metrics);
        look();
        looks = scheduler.repeat("provider-health", EVERY, this::look);
    }

    @PreDestroy
    void stop() {
        looks.stop();
    }

    private void look() {
        states.put("speech", state(speech));
        states.put("assistant", state(model));
    }

    private static String state(ProviderFactory provider) {
        ProviderHealth health = provider.health();
        return health.state() + health.reason().map(reason -> " " + reason).orElse("");
    }
}
