package org.sessionroom.provider.dialect;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.Optional;
import org.sessionroom.provider.api.CompletionRequest;

/**
 * How a request limits the length and sets the shape of its answer, which differs between models: newer ones of OpenAI accept only
 * {@code max_completion_tokens}, and not every server supports {@code json_schema}. If a provider's refusal names one of these, the
 * next alternative is used.
 *
 * @param tokens the member that limits the answer; empty for none
 */
record AskedFor(String tokens, Shape shape) {

    /** The first attempt. */
    static final AskedFor USUAL = new AskedFor("max_tokens", Shape.SCHEMA);

    private static final String NEWER = "max_completion_tokens";
    private static final JsonProvider JSON = JsonProvider.provider();

    /** How JSON is requested; the strictest first. */
    enum Shape {
        /** JSON according to the schema. */
        SCHEMA,
        /** Any JSON object; the schema is in the instructions. */
        OBJECT,
        /** Only in the instructions. */
        WORDS
    }

    /** The alternative for a refusal; empty if it has another cause. */
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

    /** An addition to the instructions. */
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
