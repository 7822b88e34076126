package org.sessionroom.insight;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import org.sessionroom.insight.Citation.OfChange;
import org.sessionroom.insight.Citation.OfUtterance;

/** The JSON shape of insights in the API; members that an insight does not have are left out. */
public final class InsightJson {

    private static final JsonProvider JSON = JsonProvider.provider();

    private InsightJson() {}

    public static JsonObjectBuilder write(AcceptedInsights answer) {
        JsonArrayBuilder insights = JSON.createArrayBuilder();
        answer.insights().forEach(insight -> insights.add(write(insight)));
        return JSON.createObjectBuilder().add("insights", insights).add("refused", refused(answer));
    }

    static JsonObjectBuilder refused(AcceptedInsights answer) {
        JsonObjectBuilder refused = JSON.createObjectBuilder();
        answer.refused().forEach(each -> refused.add(each.reason().name(), each.count()));
        return refused;
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
}
