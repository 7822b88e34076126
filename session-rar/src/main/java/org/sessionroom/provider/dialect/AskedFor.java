package org.sessionroom.provider.dialect;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.Optional;
import org.sessionroom.provider.api.CompletionRequest;

/**
 * How an answer's length and shape are asked for, which models do not agree on: newer ones of OpenAI take
 * {@code max_completion_tokens} alone, and not every server knows {@code json_schema}. What a provider names in a refusal is
 * asked for in the next way.
 *
 * @param tokens the member that bounds the answer; empty for none
 */
record AskedFor(String tokens, Shape shape) {

    /** What to begin with. */
    static final AskedFor USUAL = new AskedFor("max_tokens", Shape.SCHEMA);

    private static final String NEWER = "max_completion_tokens";
    private static final JsonProvider JSON = JsonProvider.provider();

    /** How JSON is asked for; the strictest first. */
    enum Shape {
        /** JSON of the schema. */
        SCHEMA,
        /** Any JSON object; the schema stands in the instructions. */
        OBJECT,
        /** In words alone. */
        WORDS
    }

    /** Another way that a refusal asks for; empty when it is about something else. */
    Optional<AskedFor> insteadAfter(String refusal) {
        JsonObject error = Refusals.error(refusal);
        String named = error.isEmpty()
                ? refusal
                : JsonText.string(error, "param").orElse("") + " "
                        + JsonText.string(error, "message").orElse("");
        if (!tokens.isEmpty() && (named.contains("max_tokens") || named.contains(NEWER))) {
            boolean newer = tokens.equals(NEWER) || !named.contains(NEWER);
            return Optional.of(new AskedFor(newer ? "" : NEWER, shape));
        }
        boolean ofShape =
                named.contains("response_format") || named.contains("json_schema") || named.contains("strict");
        return ofShape && shape != Shape.WORDS
                ? Optional.of(new AskedFor(tokens, Shape.values()[shape.ordinal() + 1]))
                : Optional.empty();
    }

    /** What to add to the instructions. */
    String instructions(CompletionRequest asked) {
        return shape == Shape.SCHEMA ? "" : "\n\nJSON Schema of the answer:\n" + asked.schema();
    }

    void addTo(JsonObjectBuilder question, CompletionRequest asked, JsonObject schema) {
        if (!tokens.isEmpty()) {
            question.add(tokens, asked.maxTokens());
        }
        switch (shape) {
            case SCHEMA ->
                question.add(
                        "response_format",
                        JSON.createObjectBuilder()
                                .add("type", "json_schema")
                                .add(
                                        "json_schema",
                                        JSON.createObjectBuilder()
                                                .add("name", asked.schemaName())
                                                .add("strict", true)
                                                .add("schema", schema)));
            case OBJECT ->
                question.add("response_format", JSON.createObjectBuilder().add("type", "json_object"));
            case WORDS -> {}
        }
    }
}
