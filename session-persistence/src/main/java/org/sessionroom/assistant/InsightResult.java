package org.sessionroom.assistant;

import java.util.Optional;

/**
 * What came of asking.
 *
 * @param analyst the model that answered, or {@link #HOUSE}
 * @param failure of a closed list: why the house answered in place of a provider
 */
public record InsightResult(
        AcceptedInsights answer, String analyst, int promptTokens, int completionTokens, Optional<String> failure) {

    /** The analyst that asks nobody. */
    public static final String HOUSE = "HOUSE";

    /** By whoever was asked. */
    public InsightResult(AcceptedInsights answer, String analyst, int promptTokens, int completionTokens) {
        this(answer, analyst, promptTokens, completionTokens, Optional.empty());
    }

    /** In place of a provider, for a reason of a closed list. */
    public InsightResult because(String reason) {
        return new InsightResult(answer, analyst, promptTokens, completionTokens, Optional.of(reason));
    }
}
