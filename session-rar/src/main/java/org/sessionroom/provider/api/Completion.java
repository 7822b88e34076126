package org.sessionroom.provider.api;

/**
 * The answer of a language model.
 *
 * @param json a JSON object or array
 * @param model the model that answered, according to the provider
 * @param promptTokens as the provider counted them; 0 if unknown
 * @param completionTokens as the provider counted them; 0 if unknown
 */
public record Completion(String json, String model, int promptTokens, int completionTokens) {

    /** Does not contain the answer, which must not reach a log. */
    @Override
    public String toString() {
        return "Completion[" + promptTokens + " + " + completionTokens + " tokens]";
    }
}
