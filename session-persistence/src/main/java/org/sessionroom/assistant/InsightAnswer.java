package org.sessionroom.assistant;

import java.util.List;

/**
 * What of a provider's answer is used, and how much was not.
 *
 * @param refused one entry for each reason, in the order of the reasons
 */
public record InsightAnswer(List<Insight> insights, List<Refused> refused) {

    /** Whether to ask again, once: there was an answer and nothing of it can be used. */
    public boolean wantsRepair() {
        return insights.isEmpty() && !refused.isEmpty();
    }
}
