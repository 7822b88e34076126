package org.sessionroom.analyst;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.sessionroom.insight.InsightRoundRepository;
import org.sessionroom.insight.InsightsChanged;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SealingKeyRepository;
import org.sessionroom.safety.MentionReviewRepository;
import org.sessionroom.session.TherapySessionEntity;
import org.sessionroom.transcript.TranscriptLine;
import org.sessionroom.transcript.TranscriptRevised;

/** Deletes what is based on words that were corrected or deleted. */
@ApplicationScoped
public class RevisionObserver {

    @Inject
    private MentionReviewRepository reviews;

    @Inject
    private InsightRoundRepository rounds;

    @Inject
    private SealingKeyRepository keys;

    @Inject
    private Event<InsightsChanged> insights;

    @Inject
    private Clock clock;

    void revised(@Observes TranscriptRevised revision) {
        TherapySessionEntity session = revision.session();
        SealingKey key = keys.of(session.id().value(), RetentionClass.TRANSCRIPT);
        // The therapist saw the mentions in the former text; in a corrected one they count as unseen.
        revision.lines().forEach(line -> reviews.forget(session.id(), line.id(), key));
        if (revision.deleted()) {
            withdrawInsights(session, revision.lines());
        }
    }

    private void withdrawInsights(TherapySessionEntity session, List<TranscriptLine> deleted) {
        boolean withdrawn = deleted.stream()
                .map(TranscriptLine::from)
                .min(Comparator.naturalOrder())
                .filter(first -> rounds.withdraw(session, first, clock.instant()))
                .isPresent();
        if (withdrawn) {
            insights.fire(new InsightsChanged(session.id()));
        }
    }
}
