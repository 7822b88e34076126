package org.sessionroom.record;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.sessionroom.health.Isolation;
import org.sessionroom.health.PeriodicScheduler;
import org.sessionroom.record.RetentionClass.Erasure;
import org.sessionroom.session.EachSession;

/** Looks every hour for data to erase. Each session, or appointment, is erased on its own, and a failed one is found again. */
@Startup
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ErasureTimer {

    private static final UUID FIRST = new UUID(0, 0);

    /** The size of a page of what is overdue. */
    private static final int AT_ONCE = 500;

    /** Between the clocks of this node and of the database: a clock that has jumped ahead must not erase anything before its time. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Duration EVERY = Duration.ofHours(1);

    @EJB
    private ErasureService erasureService;

    @Inject
    private PeriodicScheduler scheduler;

    private PeriodicScheduler.Repetition erasure;

    @PostConstruct
    void start() {
        erasure = scheduler.repeat("erasure", EVERY, this::eraseOverdue);
    }

    @PreDestroy
    void stop() {
        erasure.stop();
    }

    public void eraseOverdue() {
        Duration difference = erasureService.clockDifference();
        if (difference.compareTo(TOLERANCE) > 0) {
            LOG.erasureWaitsForClock(difference.toSeconds());
            return;
        }
        for (RetentionClass kept : RetentionClass.values()) {
            if (kept.erasure() == Erasure.AFTER_THE_SESSION) {
                EachSession.of(
                        after -> erasureService.overdue(kept, after, AT_ONCE),
                        session -> erasureService.erase(session, kept));
            }
        }
        // To the end, so that neither many of one person nor one that cannot be erased delays those of others.
        Stream<UUID> overdue = Stream.iterate(
                        erasureService.overdueAppointments(FIRST, AT_ONCE),
                        page -> !page.isEmpty(),
                        page -> erasureService.overdueAppointments(page.get(page.size() - 1), AT_ONCE))
                .flatMap(List::stream);
        Isolation.forEach(overdue::iterator, erasureService::eraseAppointment);
    }
}
