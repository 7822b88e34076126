package org.sessionroom.analyst;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sessionroom.Ids;
import org.sessionroom.insight.AcceptedInsights;
import org.sessionroom.insight.Citation;
import org.sessionroom.insight.Insight;
import org.sessionroom.insight.InsightId;
import org.sessionroom.insight.InsightKind;
import org.sessionroom.insight.NoteSection;
import org.sessionroom.insight.Quotation;
import org.sessionroom.insight.Refused;
import org.sessionroom.insight.Refused.Reason;
import org.sessionroom.transcript.Utterance;

/**
 * Validates a provider's answer strictly: a statement that does not have the requested shape, or cites nothing that was in the
 * request, is dropped and counted. It never throws because of an answer's content.
 */
public final class InsightReader {

    /** Maximum UTF-16 units of an answer. */
    public static final int LONGEST_ANSWER = 200_000;

    /** Maximum statements of an answer. */
    public static final int MOST = 60;

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]+\"|“[^”]+”|„[^“”]+[“”]|«[^»]+»|‘[^’]+’(?!\\p{L})");

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Set<String> MEMBERS = Set.of("kind", "section", "text", "segments", "quotes", "changes");
    private static final Set<String> QUOTE_MEMBERS = Set.of("segment", "words");

    private final InsightRequest request;
    private final Ids ids;

    public InsightReader(InsightRequest request, Ids ids) {
        this.request = request;
        this.ids = ids;
    }

    public AcceptedInsights read(String answer) {
        Map<Reason, Integer> refused = new EnumMap<>(Reason.class);
        List<Insight> insights = new ArrayList<>();
        try {
            for (JsonValue statement : statements(answer, refused)) {
                try {
                    insights.add(insight(statement));
                } catch (Refusal refusal) {
                    refused.merge(refusal.reason, 1, Integer::sum);
                }
            }
        } catch (Refusal whole) {
            refused.merge(whole.reason, 1, Integer::sum);
        }
        return new AcceptedInsights(
                List.copyOf(insights),
                refused.entrySet().stream()
                        .map(entry -> new Refused(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static List<JsonValue> statements(String answer, Map<Reason, Integer> refused) throws Refusal {
        require(answer.length() <= LONGEST_ANSWER, Reason.TOO_LARGE);
        require(HarmlessJson.is(answer), Reason.NOT_JSON);
        JsonObject whole = object(parsed(answer), Set.of("insights"));
        List<JsonValue> statements = array(whole, "insights");
        if (statements.size() > MOST) {
            refused.merge(Reason.TOO_MANY, statements.size() - MOST, Integer::sum);
        }
        return statements.subList(0, Math.min(MOST, statements.size()));
    }

    private static JsonObject parsed(String answer) throws Refusal {
        try (JsonParser parser = JSON.createParser(new StringReader(answer))) {
            require(parser.hasNext() && parser.next() == Event.START_OBJECT, Reason.NOT_JSON);
            JsonObject whole = parser.getObject();
            // A JsonReader would stop here and ignore what follows.
            require(!parser.hasNext(), Reason.NOT_JSON);
            return whole;
        } catch (JsonException | IllegalStateException | NoSuchElementException malformed) {
            throw new Refusal(Reason.NOT_JSON);
        }
    }

    private Insight insight(JsonValue value) throws Refusal {
        JsonObject statement = object(value, MEMBERS);
        InsightKind kind = constant(InsightKind.class, string(statement, "kind"), Reason.UNKNOWN_KIND);
        Optional<NoteSection> section = section(statement, kind);
        String text = plain(string(statement, "text"));
        require(!text.isEmpty(), Reason.NO_TEXT);
        require(text.codePointCount(0, text.length()) <= Insight.LONGEST, Reason.TEXT_TOO_LONG);
        List<Utterance> cited = new ArrayList<>();
        for (JsonValue segment : array(statement, "segments")) {
            cited.add(segment(string(segment)));
        }
        List<Citation> citations = new ArrayList<>(utterances(statement, cited));
        for (JsonValue change : array(statement, "changes")) {
            citations.add(change(change));
        }
        require(!citations.isEmpty(), Reason.NO_CITATION);
        require(Judgements.areSaid(text, cited), Reason.JUDGEMENT);
        require(quotesWhatWasSaid(text, cited), Reason.QUOTE_NOT_VERBATIM);
        return new Insight(new InsightId(ids.next()), kind, section, text, citations);
    }

    /** Text in quotation marks counts as somebody's words, wherever it appears. */
    private static boolean quotesWhatWasSaid(String text, List<Utterance> cited) {
        return QUOTED.matcher(text)
                .results()
                .map(quoted -> quoted.group().substring(1, quoted.group().length() - 1))
                .allMatch(words -> cited.stream()
                        .anyMatch(said -> Quotation.in(said.text(), words).isPresent()));
    }

    private Optional<NoteSection> section(JsonObject statement, InsightKind kind) throws Refusal {
        JsonValue written = statement.get("section");
        if (kind != InsightKind.NOTE_SECTION) {
            require(written == JsonValue.NULL, Reason.WRONG_SECTION);
            return Optional.empty();
        }
        NoteSection section = constant(NoteSection.class, string(written), Reason.WRONG_SECTION);
        require(request.form().sections().contains(section), Reason.WRONG_SECTION);
        return Optional.of(section);
    }

    private Utterance segment(String name) throws Refusal {
        Utterance utterance = request.segments().get(name);
        require(utterance != null, Reason.UNKNOWN_SEGMENT);
        return utterance;
    }

    private List<Citation> utterances(JsonObject statement, List<Utterance> cited) throws Refusal {
        List<Citation.OfUtterance> quoted = new ArrayList<>();
        for (JsonValue value : array(statement, "quotes")) {
            JsonObject quote = object(value, QUOTE_MEMBERS);
            Utterance utterance = segment(string(quote, "segment"));
            require(cited.contains(utterance), Reason.UNKNOWN_SEGMENT);
            quoted.add(new Citation.OfUtterance(utterance.id(), Optional.of(verbatim(quote, utterance))));
        }
        Stream<Citation.OfUtterance> unquoted = cited.stream()
                .filter(utterance ->
                        quoted.stream().noneMatch(quote -> quote.utterance().equals(utterance.id())))
                .map(utterance -> new Citation.OfUtterance(utterance.id(), Optional.empty()));
        return Stream.<Citation>concat(quoted.stream(), unquoted).distinct().toList();
    }

    private static String verbatim(JsonObject quote, Utterance utterance) throws Refusal {
        Quotation found = Quotation.in(utterance.text(), string(quote, "words"))
                .orElseThrow(() -> new Refusal(Reason.QUOTE_NOT_VERBATIM));
        require(!found.cutsDenial(), Reason.QUOTE_CUTS_DENIAL);
        return found.words();
    }

    private Citation change(JsonValue value) throws Refusal {
        require(value instanceof JsonNumber, Reason.WRONG_SHAPE);
        JsonNumber number = (JsonNumber) value;
        require(number.isIntegral(), Reason.WRONG_SHAPE);
        require(request.changes().contains(number.longValue()), Reason.UNKNOWN_CHANGE);
        return new Citation.OfChange(number.longValue());
    }

    /** Removes invisible characters and those that change the direction of others; line feeds become spaces. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .filter(codePoint -> Character.getType(codePoint) != Character.FORMAT)
                .forEach(plain::appendCodePoint);
        return Utterance.text(plain.toString());
    }

    /** Ignores additional numbers, such as a model's confidence; they are never shown. */
    private static JsonObject object(JsonValue value, Set<String> members) throws Refusal {
        require(value instanceof JsonObject, Reason.WRONG_SHAPE);
        JsonObject object = (JsonObject) value;
        require(object.keySet().containsAll(members), Reason.WRONG_SHAPE);
        require(
                object.keySet().stream()
                        .allMatch(member -> members.contains(member) || object.get(member) instanceof JsonNumber),
                Reason.WRONG_SHAPE);
        return object;
    }

    private static JsonArray array(JsonObject object, String member) throws Refusal {
        require(object.get(member) instanceof JsonArray, Reason.WRONG_SHAPE);
        return object.getJsonArray(member);
    }

    private static String string(JsonObject object, String member) throws Refusal {
        return string(object.get(member));
    }

    private static String string(JsonValue value) throws Refusal {
        require(value instanceof JsonString, Reason.WRONG_SHAPE);
        return ((JsonString) value).getString();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name, Reason otherwise) throws Refusal {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(otherwise));
    }

    private static void require(boolean fulfilled, Reason otherwise) throws Refusal {
        if (!fulfilled) {
            throw new Refusal(otherwise);
        }
    }

    /** Why one statement is dropped. Checked, so that {@link #read} must handle each. */
    private static final class Refusal extends Exception {

        private static final long serialVersionUID = 1L;

        private final Reason reason;

        Refusal(Reason reason) {
            super(reason.name());
            this.reason = reason;
        }
    }
}
