package org.sessionroom.insight;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sessionroom.insight.Citation.OfChange;
import org.sessionroom.insight.Citation.OfUtterance;
import org.sessionroom.transcript.Transcript;
import org.sessionroom.transcript.Utterance;
import org.sessionroom.transcript.UtteranceId;

/**
 * The stored form of insights: quotes from the transcript are stored only as positions in it. So the words are
 * stored once, and a change or deletion there applies here too: a transcript is kept for a shorter time than the
 * insights based on it.
 *
 * @param transcript the current one
 * @param changed lines that have changed since the assistant read them
 */
public record StoredInsights(Transcript transcript, Set<UtteranceId> changed) {

    private static final JsonProvider JSON = JsonProvider.provider();

    /** @param transcript as the assistant read it */
    static String write(AcceptedInsights answer, Transcript transcript) {
        JsonArrayBuilder insights = JSON.createArrayBuilder();
        answer.insights().forEach(insight -> insights.add(write(insight, transcript)));
        return JSON.createObjectBuilder()
                .add("insights", insights)
                .add("refused", InsightJson.refused(answer))
                .build()
                .toString();
    }

    private static JsonObjectBuilder write(Insight insight, Transcript transcript) {
        JsonArrayBuilder citations = JSON.createArrayBuilder();
        insight.citations().forEach(citation -> citations.add(write(citation, transcript)));
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("id", insight.id().toString())
                .add("kind", insight.kind().name())
                .add("citations", citations);
        insight.section().ifPresent(section -> json.add("section", section.name()));
        if (extract(insight.citations(), transcript)
                .filter(insight.text()::equals)
                .isEmpty()) {
            json.add("text", insight.text());
        }
        return json;
    }

    private static JsonObjectBuilder write(Citation citation, Transcript transcript) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        if (citation instanceof OfChange change) {
            return json.add("seq", change.seq());
        }
        OfUtterance line = (OfUtterance) citation;
        json.add("lineId", line.utterance().toString());
        line.quote().ifPresent(quote -> {
            int from = words(transcript, line.utterance()).orElse("").indexOf(quote);
            if (from >= 0) {
                json.add("from", from).add("to", from + quote.length());
            }
        });
        return json;
    }

    /** Restores insights, with the quoted words as far as they still exist; an insight that consisted only of such words is left out. */
    AcceptedInsights read(String kept) {
        try (JsonReader reader = JSON.createReader(new StringReader(kept))) {
            JsonObject json = reader.readObject();
            JsonObject refused = json.getJsonObject("refused");
            return new AcceptedInsights(
                    json.getJsonArray("insights").getValuesAs(JsonObject.class).stream()
                            .flatMap(this::insight)
                            .toList(),
                    refused.keySet().stream()
                            .map(reason -> new Refused(Refused.Reason.valueOf(reason), refused.getInt(reason)))
                            .toList());
        }
    }

    private Stream<Insight> insight(JsonObject json) {
        List<Citation> citations = json.getJsonArray("citations").getValuesAs(JsonObject.class).stream()
                .map(this::citation)
                .toList();
        return Optional.ofNullable(json.getString("text", null))
                .or(() -> extract(citations, transcript))
                .map(text -> new Insight(
                        InsightId.parse(json.getString("id")),
                        InsightKind.valueOf(json.getString("kind")),
                        Optional.ofNullable(json.getString("section", null)).map(NoteSection::valueOf),
                        text,
                        citations))
                .stream();
    }

    private Citation citation(JsonObject json) {
        if (json.containsKey("seq")) {
            return new OfChange(json.getJsonNumber("seq").longValue());
        }
        UtteranceId line = UtteranceId.parse(json.getString("lineId"));
        boolean quotes = json.containsKey("from") && !changed.contains(line);
        return new OfUtterance(
                line,
                quotes
                        ? words(transcript, line).map(words -> words.substring(json.getInt("from"), json.getInt("to")))
                        : Optional.empty());
    }

    /** The words of the only cited line. */
    private static Optional<String> extract(List<Citation> citations, Transcript transcript) {
        return citations.size() == 1 && citations.get(0) instanceof OfUtterance line
                ? words(transcript, line.utterance()).map(Insight::shortened)
                : Optional.empty();
    }

    private static Optional<String> words(Transcript transcript, UtteranceId line) {
        return transcript.utterance(line).map(Utterance::text).map(Quotation::normal);
    }
}
