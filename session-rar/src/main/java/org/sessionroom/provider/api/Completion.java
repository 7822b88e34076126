package org.sessionroom.provider.api;

/**
 * What a language model answered.
 *
 * @param json a JSON object or array
 * @param model which answered, by its own word
 * @param promptTokens as the provider counted them; 0 if it does not say
 * @param completionTokens as the provider counted them; 0 if it does not say
 */
public record Completion(String json, String model, int promptTokens, int completionTokens) {

    /** Shows nothing of the answer. */
    @Override
    public String toString() {
        return "Completion[" + promptTokens + " + " + completionTokens + " tokens]";
    }
}
