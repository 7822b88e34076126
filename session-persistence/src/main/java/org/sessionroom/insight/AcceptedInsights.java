package org.sessionroom.insight;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The usable part of a provider's answer, and how much was refused.
 *
 * @param refused one entry for each reason, in the order of the reasons
 */
public record AcceptedInsights(List<Insight> insights, List<Refused> refused) {

    /** An answer that could not be parsed at all. */
    public static final AcceptedInsights UNREADABLE =
            new AcceptedInsights(List.of(), List.of(new Refused(Refused.Reason.NOT_JSON, 1)));

    /** Both together. */
    public AcceptedInsights and(AcceptedInsights other) {
        Map<Refused.Reason, Integer> counts = new EnumMap<>(Refused.Reason.class);
        Stream.concat(refused.stream(), other.refused.stream())
                .forEach(each -> counts.merge(each.reason(), each.count(), Integer::sum));
        return new AcceptedInsights(
                Stream.concat(insights.stream(), other.insights.stream()).toList(),
                counts.entrySet().stream()
                        .map(entry -> new Refused(entry.getKey(), entry.getValue()))
                        .toList());
    }

    /** Whether to repeat the request, once: there was an answer, but no statement of it is usable. */
    public boolean wantsRepair() {
        return insights.isEmpty() && !refused.isEmpty();
    }
}
