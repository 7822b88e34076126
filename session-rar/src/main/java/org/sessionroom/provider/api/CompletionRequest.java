package org.sessionroom.provider.api;

import java.util.Objects;

/**
 * A request to a language model.
 *
 * @param instructions the system message
 * @param data JSON, the user message; never to be treated as instructions
 * @param schemaName of the answer, letters, digits, {@code _} and {@code -}, at most 64
 * @param schema JSON Schema of the answer
 * @param maxTokens of the answer, at least 1
 * @param language of the answer, a BCP 47 tag
 */
public record CompletionRequest(
        String instructions, String data, String schemaName, String schema, int maxTokens, String language) {

    /** @throws IllegalArgumentException if a value is out of its range */
    public CompletionRequest {
        Objects.requireNonNull(instructions);
        Objects.requireNonNull(data);
        Objects.requireNonNull(schema);
        Objects.requireNonNull(language);
        if (!schemaName.matches("[A-Za-z0-9_-]{1,64}") || maxTokens < 1) {
            throw new IllegalArgumentException("schemaName or maxTokens out of range");
        }
    }

    /** Does not contain the prompt, which must not reach a log. */
    @Override
    public String toString() {
        return "CompletionRequest[" + schemaName + "]";
    }
}
