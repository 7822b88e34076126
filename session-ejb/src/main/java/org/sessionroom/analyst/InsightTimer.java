package org.sessionroom.analyst;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sessionroom.health.PeriodicScheduler;
import org.sessionroom.insight.NoteForm;
import org.sessionroom.session.EachSession;

/** Looks every half minute for sessions that are due for a round. Every node looks; row locks ensure that only one node acts. */
@Startup
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class InsightTimer {

    private static final Duration EVERY = Duration.ofSeconds(30);

    /** Number of sessions loaded at a time. */
    private static final int PAGE = 50;

    @EJB
    private InsightService insightService;

    @Inject
    private InsightCarrier insightCarrier;

    private final NoteForm form = ConfigProvider.getConfig()
            .getOptionalValue("session.note.form", NoteForm.class)
            .orElse(NoteForm.SOAP);

    @Inject
    private PeriodicScheduler scheduler;

    private PeriodicScheduler.Repetition insights;

    @PostConstruct
    void start() {
        insights = scheduler.repeat("insights", EVERY, this::askAboutSessions);
    }

    @PreDestroy
    void stop() {
        insights.stop();
    }

    private void askAboutSessions() {
        EachSession.of(after -> insightService.due(after, PAGE), insightCarrier::askLive);
        EachSession.of(
                after -> insightService.undrafted(after, PAGE), session -> insightService.draftAtTheEnd(session, form));
    }
}
