package org.sessionroom.assistant;

import java.util.List;
import java.util.Map;

/**
 * What this machine alone found in a session.
 *
 * @param readings how each utterance sounds
 */
public record LocalAnalysis(List<Insight> insights, SentimentArc arc, Map<UtteranceId, Sentiment> readings) {

    public List<Insight> of(InsightKind kind) {
        return insights.stream().filter(insight -> insight.kind() == kind).toList();
    }
}
