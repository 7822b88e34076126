package org.sessionroom.analyst;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.sessionroom.insight.InsightJson;
import org.sessionroom.insight.InsightRoundEntity;
import org.sessionroom.measures.FieldMeasures;
import org.sessionroom.measures.MinuteOfTalk;
import org.sessionroom.measures.Silence;
import org.sessionroom.measures.SpeakerMeasures;
import org.sessionroom.measures.TalkMeasures;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.sentiment.Sentiment;
import org.sessionroom.sentiment.SentimentArc;
import org.sessionroom.transcript.UtteranceId;

/** The JSON shape of an analysis. Times are ISO 8601 in UTC, lengths are milliseconds; unknown values are left out. */
public final class AnalysisJson {

    private static final JsonProvider JSON = JsonProvider.provider();

    private AnalysisJson() {}

    public static JsonObjectBuilder write(Analysis analysis) {
        JsonArrayBuilder rounds = array();
        analysis.rounds().forEach(round -> rounds.add(round(round)));
        JsonObjectBuilder json = object().add("clients", analysis.clients())
                .add("talk", talk(analysis.talk()))
                .add("field", field(analysis.field()))
                .add("rounds", rounds);
        analysis.reading().ifPresent(reading -> json.add("sentiments", sentiments(reading.sentiments()))
                .add("arc", arc(reading.arc()))
                .add("mentions", mentions(reading)));
        return json;
    }

    private static JsonObjectBuilder talk(TalkMeasures talk) {
        JsonObjectBuilder speakers = object();
        for (ParticipantRole role : ParticipantRole.values()) {
            Optional<SpeakerMeasures> measures =
                    Optional.ofNullable(talk.speakers().get(role));
            speakers.add(role.name(), measures.map(AnalysisJson::speaker).orElseGet(AnalysisJson::object));
        }
        JsonArrayBuilder silences = array();
        talk.silences().forEach(silence -> silences.add(silence(silence)));
        JsonArrayBuilder minutes = array();
        talk.minutes().forEach(minute -> minutes.add(minute(minute, talk.isHeard())));
        JsonObjectBuilder json = object().add("from", talk.from().toString())
                .add("to", talk.to().toString())
                .add("speakers", speakers)
                .add("silences", silences)
                .add("unheard", talk.unheard().toMillis())
                .add("minutes", minutes);
        return talk.isHeard() ? json.add("overlap", talk.overlap().toMillis()) : json;
    }

    private static JsonObjectBuilder minute(MinuteOfTalk minute, boolean heard) {
        JsonObjectBuilder json = object().add("from", minute.from().toString())
                .add("talk", lengths(minute.talk()))
                .add("unheard", minute.unheard().toMillis());
        return heard ? json.add("silence", minute.silence().toMillis()) : json;
    }

    private static JsonObjectBuilder speaker(SpeakerMeasures measures) {
        JsonObjectBuilder json = object().add("talk", measures.talk().toMillis())
                .add("turns", measures.turns())
                .add("longestTurn", measures.longestTurn().toMillis());
        measures.share().ifPresent(share -> json.add("share", share));
        measures.pace().ifPresent(pace -> json.add("pace", pace));
        measures.latency().ifPresent(latency -> json.add("latency", latency.toMillis()));
        return json;
    }

    private static JsonObjectBuilder silence(Silence silence) {
        JsonObjectBuilder json = object().add("from", silence.from().toString())
                .add("to", silence.to().toString());
        silence.brokenBy().ifPresent(role -> json.add("brokenBy", role.name()));
        return json;
    }

    private static JsonObjectBuilder lengths(Map<ParticipantRole, Duration> lengths) {
        JsonObjectBuilder json = object();
        lengths.forEach((role, length) -> json.add(role.name(), length.toMillis()));
        return json;
    }

    private static JsonObjectBuilder field(FieldMeasures field) {
        JsonArrayBuilder figures = array();
        field.figures()
                .forEach(figure ->
                        figures.add(object().add("figureId", figure.id().toString())
                                .add("label", figure.label())
                                .add("changes", counts(figure.changes()))
                                .add("first", figure.first().toString())
                                .add("last", figure.last().toString())
                                .add("travelled", figure.travelled())));
        JsonArrayBuilder perMinute = array();
        field.perMinute().forEach(perMinute::add);
        return object().add("changes", counts(field.changes()))
                .add("figures", figures)
                .add("perMinute", perMinute)
                .add("used", field.used());
    }

    private static JsonObjectBuilder counts(Map<ParticipantRole, Integer> counts) {
        JsonObjectBuilder json = object();
        counts.forEach((role, count) -> json.add(role.name(), count));
        return json;
    }

    private static JsonObjectBuilder sentiments(Map<UtteranceId, Sentiment> sentiments) {
        JsonObjectBuilder json = object();
        sentiments.forEach((utterance, sentiment) -> json.add(
                utterance.toString(),
                object().add("valence", sentiment.valence())
                        .add("confidence", sentiment.confidence())
                        .add("tone", sentiment.tone().name())));
        return json;
    }

    private static JsonObjectBuilder arc(SentimentArc arc) {
        JsonObjectBuilder json = object();
        arc.stretches().forEach((role, stretches) -> {
            JsonArrayBuilder all = array();
            stretches.forEach(stretch -> {
                JsonArrayBuilder points = array();
                stretch.points()
                        .forEach(point -> points.add(
                                object().add("lineId", point.utterance().toString())
                                        .add("at", point.at().toString())
                                        .add("valence", point.valence())
                                        .add("weight", point.weight())));
                all.add(points);
            });
            json.add(role.name(), all);
        });
        return json;
    }

    private static JsonArrayBuilder mentions(Analysis.Reading reading) {
        JsonArrayBuilder mentions = array();
        reading.mentions()
                .forEach(found -> mentions.add(
                        object().add("lineId", found.mention().utterance().toString())
                                .add("role", found.said().speaker().name())
                                .add("at", found.said().from().toString())
                                .add("category", found.mention().category().name())
                                .add("text", found.said().text())
                                .add("start", found.mention().start())
                                .add("end", found.mention().end())
                                .add("subject", found.mention().subject().name())
                                .add("tense", found.mention().tense().name())
                                .add("negated", found.mention().negated())
                                .add("reviewed", found.reviewed())));
        return mentions;
    }

    private static JsonObjectBuilder round(Analysis.Round round) {
        InsightRoundEntity asked = round.asked();
        JsonObjectBuilder json = object().add("roundId", asked.id().toString())
                .add("kind", asked.kind().name())
                .add("form", asked.form().name())
                .add("state", round.state().name())
                .add("askedAt", asked.askedAt().toString());
        asked.analyst().ifPresent(analyst -> json.add("analyst", analyst));
        asked.failure().ifPresent(failure -> json.add("failure", failure));
        round.progress().ifPresent(progress -> {
            json.add("attempts", progress.attempts());
            progress.nextTry().ifPresent(next -> json.add("nextTryAt", next.toString()));
            progress.failure().ifPresent(failure -> json.add("lastFailure", failure));
        });
        round.answer().ifPresent(answer -> json.addAll(InsightJson.write(answer)));
        return json;
    }

    private static JsonObjectBuilder object() {
        return JSON.createObjectBuilder();
    }

    private static JsonArrayBuilder array() {
        return JSON.createArrayBuilder();
    }
}
