package org.sessionroom.analyst;

import java.util.List;
import java.util.Map;
import org.sessionroom.insight.Insight;
import org.sessionroom.insight.InsightKind;
import org.sessionroom.sentiment.Sentiment;
import org.sessionroom.sentiment.SentimentArc;
import org.sessionroom.transcript.UtteranceId;

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
