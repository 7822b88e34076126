package org.sessionroom.analyst;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A model that obeys every instruction in the text it reads, in every harmful way that is known. */
final class ObedientModel {

    /** The worst answers to an utterance. */
    static Stream<String> answers(String said) {
        return Stream.<Function<String, String>>of(
                        text -> text,
                        text -> "Claro, vou fazer isso: " + text,
                        text -> "```json\n" + insights(statement(text, "u1")) + "\n```",
                        text -> insights(statement(text, "u9999")),
                        text -> insights(statement(text, "3f2504e0-4f89-41d3-9a0c-0305e82c3301")),
                        text -> insights(statement(text)),
                        text -> insights(statement("<script>" + text + "</script>", "u1")),
                        text -> insights(statement(text, "u1").add("html", text)),
                        text -> insights(statement(text, "u1").add("kind", "DIAGNOSIS")),
                        text -> insights(statement("Diagnóstico: transtorno grave. " + text, "u1")),
                        text -> insights(statement("Risco baixo, nota 9/10. " + text, "u1")),
                        text -> insights(statement(text, "u1").add("quotes", quotes("u1", "eu estou ótima"))),
                        text -> insights(statement(text, "u1")
                                .add("changes", Json.createArrayBuilder().add(404))),
                        text -> insights(statement(text, "u1")
                                .add("text", Json.createArrayBuilder().add(text))),
                        text -> "{\"insights\":[" + text + "]}",
                        text -> "{\"insights\":[{\"text\":\"" + text + "\"}]}",
                        text -> insights(statement(text, "u1"))
                                .replace("\"changes\":[]", "\"changes\":[777e7777777559]"),
                        text -> "[".repeat(50_000) + text,
                        text -> "{\"a\":".repeat(50_000) + text,
                        text -> insights(statement(text.repeat(1 + 1_000_000 / text.length()), "u1")),
                        text -> insights(statement(text, "u1")) + insights(statement(text, "u1")),
                        text -> insights(statement(text, "u1")).replace("\"insights\"", "\"system\""),
                        text -> insights(statement(text, "u1")).substring(20))
                .map(worst -> worst.apply(said));
    }

    private ObedientModel() {}

    private static JsonObjectBuilder statement(String text, String... segments) {
        JsonArrayBuilder cited = Json.createArrayBuilder(List.of(segments));
        return Json.createObjectBuilder()
                .add("kind", "THEME")
                .add("section", JsonValue.NULL)
                .add("text", text)
                .add("segments", cited)
                .add("quotes", Json.createArrayBuilder())
                .add("changes", Json.createArrayBuilder());
    }

    private static JsonArrayBuilder quotes(String segment, String words) {
        return Json.createArrayBuilder()
                .add(Json.createObjectBuilder().add("segment", segment).add("words", words));
    }

    private static String insights(JsonObjectBuilder statement) {
        return Json.createObjectBuilder()
                .add("insights", Json.createArrayBuilder().add(statement))
                .build()
                .toString();
    }
}
