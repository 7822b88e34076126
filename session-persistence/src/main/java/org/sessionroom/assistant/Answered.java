package org.sessionroom.assistant;

/**
 * What came of asking.
 *
 * @param analyst the model that answered, or {@link #HOUSE}
 */
public record Answered(InsightAnswer answer, String analyst, int promptTokens, int completionTokens) {

    /** The analyst that asks nobody. */
    public static final String HOUSE = "HOUSE";
}
