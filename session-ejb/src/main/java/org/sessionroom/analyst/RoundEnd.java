package org.sessionroom.analyst;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import org.sessionroom.audit.AuditService;
import org.sessionroom.database.CommittedLog;
import org.sessionroom.insight.InsightRoundEntity;
import org.sessionroom.insight.InsightsChanged;
import org.sessionroom.outbox.OutboxEntity;
import org.sessionroom.outbox.Progress;
import org.sessionroom.participant.Person;
import org.sessionroom.permission.Action;
import org.sessionroom.session.TherapySessionEntity;

/** What is recorded whenever a round has ended, with whatever outcome; in the transaction that ended it. */
@ApplicationScoped
public class RoundEnd {

    @Inject
    private CommittedLog log;

    @Inject
    private AuditService auditService;

    @Inject
    private Event<InsightsChanged> changes;

    @Inject
    private Clock clock;

    /** The attempts at a draft are used up. */
    void giveUp(TherapySessionEntity session, OutboxEntity entry, InsightRoundEntity round) {
        Progress progress = entry.progress();
        String reason = progress.failure().orElse(OutboxEntity.TOO_LATE);
        log.write(line -> line.givenUp(session.id(), progress.kind(), progress.attempts(), reason));
        round.fail(reason, clock.instant());
        record(session, round);
    }

    /** Audits and logs the round's outcome, and notifies the therapist's page. */
    void record(TherapySessionEntity session, InsightRoundEntity round) {
        String outcome = round.kind() + " " + round.state(clock.instant());
        auditService.done(Person.SYSTEM, Action.ANALYSE, outcome, session.id(), session.appointmentId());
        log.write(line ->
                line.assistantAnswered(session.id(), outcome, round.failure().orElse("-")));
        changes.fire(new InsightsChanged(session.id()));
    }
}
