package org.sessionroom.assistant;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.sessionroom.assistant.Citation.OfChange;
import org.sessionroom.assistant.Citation.OfUtterance;

/** The one JSON shape of insights, as they are kept and in the API; members that an insight does not have are left out. */
public final class InsightJson {

    private static final JsonProvider JSON = JsonProvider.provider();

    private InsightJson() {}

    public static JsonObjectBuilder write(InsightAnswer answer) {
        JsonArrayBuilder insights = JSON.createArrayBuilder();
        answer.insights().forEach(insight -> insights.add(write(insight)));
        JsonObjectBuilder refused = JSON.createObjectBuilder();
        answer.refused().forEach(each -> refused.add(each.reason().name(), each.count()));
        return JSON.createObjectBuilder().add("insights", insights).add("refused", refused);
    }

    private static JsonObjectBuilder write(Insight insight) {
        JsonArrayBuilder citations = JSON.createArrayBuilder();
        insight.citations().forEach(citation -> citations.add(write(citation)));
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("id", insight.id().toString())
                .add("kind", insight.kind().name())
                .add("text", insight.text())
                .add("citations", citations);
        insight.section().ifPresent(section -> json.add("section", section.name()));
        return json;
    }

    private static JsonObjectBuilder write(Citation citation) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        if (citation instanceof OfUtterance line) {
            json.add("lineId", line.utterance().toString());
            line.quote().ifPresent(quote -> json.add("quote", quote));
        } else if (citation instanceof OfChange change) {
            json.add("seq", change.seq());
        }
        return json;
    }

    /** Reads what {@link #write(InsightAnswer)} wrote. */
    static InsightAnswer read(String text) {
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            return new InsightAnswer(
                    json.getJsonArray("insights").getValuesAs(JsonObject.class).stream()
                            .map(InsightJson::insight)
                            .toList(),
                    json.getJsonObject("refused").keySet().stream()
                            .map(reason -> new Refused(
                                    Refused.Reason.valueOf(reason),
                                    json.getJsonObject("refused").getInt(reason)))
                            .toList());
        }
    }

    private static Insight insight(JsonObject json) {
        List<Citation> citations = json.getJsonArray("citations").getValuesAs(JsonObject.class).stream()
                .map(InsightJson::citation)
                .toList();
        return new Insight(
                InsightId.parse(json.getString("id")),
                InsightKind.valueOf(json.getString("kind")),
                Optional.ofNullable(json.getString("section", null)).map(NoteSection::valueOf),
                json.getString("text"),
                citations);
    }

    private static Citation citation(JsonObject json) {
        return json.containsKey("seq")
                ? new OfChange(json.getJsonNumber("seq").longValue())
                : new OfUtterance(
                        UtteranceId.parse(json.getString("lineId")),
                        Optional.ofNullable(json.getString("quote", null)));
    }
}
