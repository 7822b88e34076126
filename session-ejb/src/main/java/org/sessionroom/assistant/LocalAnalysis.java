package org.sessionroom.assistant;

import java.util.List;
import java.util.Map;

/**
 * The result of the local analysis of a session.
 *
 * @param readings the tone of each utterance
 */
public record LocalAnalysis(List<Insight> insights, SentimentArc arc, Map<UtteranceId, Sentiment> readings) {

    public List<Insight> of(InsightKind kind) {
        return insights.stream().filter(insight -> insight.kind() == kind).toList();
    }
}
