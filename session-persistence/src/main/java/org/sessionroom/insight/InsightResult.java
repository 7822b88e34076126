package org.sessionroom.insight;

import java.util.Optional;

/**
 * The result of a round.
 *
 * @param analyst the model that answered, or {@link #HOUSE}
 * @param failure from a closed list: why the local analyst answered instead of a provider
 */
public record InsightResult(
        AcceptedInsights answer, String analyst, int promptTokens, int completionTokens, Optional<String> failure) {

    /** The local analyst, which uses no provider. */
    public static final String HOUSE = "HOUSE";

    /** An answer without a failure. */
    public InsightResult(AcceptedInsights answer, String analyst, int promptTokens, int completionTokens) {
        this(answer, analyst, promptTokens, completionTokens, Optional.empty());
    }

    /** The answer of the local analyst instead of a provider's; the reason is from a closed list. */
    public InsightResult because(String reason) {
        return new InsightResult(answer, analyst, promptTokens, completionTokens, Optional.of(reason));
    }
}
