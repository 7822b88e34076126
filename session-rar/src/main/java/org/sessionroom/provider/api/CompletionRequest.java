package org.sessionroom.provider.api;

import java.util.Objects;

/**
 * What a language model is asked.
 *
 * @param instructions what it shall do; the system's message
 * @param data JSON it shall do it with; the user's message, and never read as instructions
 * @param schemaName of the answer, letters, digits, {@code _} and {@code -}, at most 64
 * @param schema JSON Schema of the answer
 * @param maxTokens of the answer, at least 1
 * @param language of the answer, as BCP 47 names it
 */
public record CompletionRequest(
        String instructions, String data, String schemaName, String schema, int maxTokens, String language) {

    /** @throws IllegalArgumentException when a value is out of its range */
    public CompletionRequest {
        Objects.requireNonNull(instructions);
        Objects.requireNonNull(data);
        Objects.requireNonNull(schema);
        Objects.requireNonNull(language);
        if (!schemaName.matches("[A-Za-z0-9_-]{1,64}") || maxTokens < 1) {
            throw new IllegalArgumentException("schemaName or maxTokens out of range");
        }
    }

    /** Shows nothing of what is asked. */
    @Override
    public String toString() {
        return "CompletionRequest[" + schemaName + "]";
    }
}
