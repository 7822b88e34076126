package org.sessionroom.analyst;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.sessionroom.constellation.FigureId;
import org.sessionroom.insight.NoteForm;
import org.sessionroom.insight.Refused;
import org.sessionroom.measures.FieldStep;
import org.sessionroom.transcript.Gap;
import org.sessionroom.transcript.Transcript;
import org.sessionroom.transcript.TranscriptEntry;
import org.sessionroom.transcript.Utterance;

/**
 * A request to a provider: instructions that are the same for every session, and the session as data, one JSON text. If somebody
 * says something that sounds like an instruction, it stays inside a JSON string. Lines are named u1, u2 … by their position in the
 * whole transcript; our ids, names and dates are not sent.
 *
 * @param data the lines and changes as JSON
 * @param segments the utterance of each name
 * @param changes the changes that may be cited
 * @param leftOut how many earlier lines of the transcript are not in this request
 * @param end the position of its last line in the transcript
 */
public record InsightRequest(
        String instructions,
        String data,
        NoteForm form,
        Map<String, Utterance> segments,
        Set<Long> changes,
        int leftOut,
        int end) {

    /** Maximum UTF-16 units of the lines of one request; the rest of the context window is for instructions, changes and the answer. */
    public static final int LARGEST = 24_000;

    /** Maximum changes of the field in one request; the latest are kept. */
    public static final int MOST_CHANGES = 200;

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String INSTRUCTIONS = resource("insights-instructions.txt");

    /** The required shape of answers, for providers that support a JSON schema. */
    public static final String SCHEMA = resource("insights.schema.json");

    /** While the session runs: as many of the newest lines as fit. */
    public static InsightRequest newest(Transcript transcript, List<FieldStep> steps, NoteForm form, String language) {
        List<Line> lines = Line.of(transcript);
        int first = lines.size();
        int size = 0;
        while (first > 0 && size + lines.get(first - 1).size() <= LARGEST) {
            first--;
            size += lines.get(first).size();
        }
        return of(lines, first, lines.size(), steps, form, language);
    }

    /** For the draft: every line in one of several requests, each of which cites only its own lines. Empty without a line. */
    public static List<InsightRequest> whole(
            Transcript transcript, List<FieldStep> steps, NoteForm form, String language) {
        List<Line> lines = Line.of(transcript);
        List<InsightRequest> requests = new ArrayList<>();
        int first = 0;
        int size = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (i > first && size + lines.get(i).size() > LARGEST) {
                requests.add(of(lines, first, i, steps, form, language));
                first = i;
                size = 0;
            }
            size += lines.get(i).size();
        }
        if (first < lines.size()) {
            requests.add(of(lines, first, lines.size(), steps, form, language));
        }
        return List.copyOf(requests);
    }

    /**
     * Splits the request in two, for a model whose answer did not fit; each line keeps its name. A single line is not split.
     *
     * @param transcript as it was when this request was made
     */
    public List<InsightRequest> halves(Transcript transcript, List<FieldStep> steps, String language) {
        if (end - leftOut < 2) {
            return List.of();
        }
        List<Line> lines = Line.of(transcript);
        int middle = leftOut + (end - leftOut) / 2;
        return List.of(
                of(lines, leftOut, middle, steps, form, language), of(lines, middle, end, steps, form, language));
    }

    /** Additional instructions after an unusable answer: the reasons why it was refused, without any of its content. */
    public static String repairInstructions(List<Refused> refused) {
        String reasons = refused.stream()
                .map(each -> each.reason() + " x" + each.count())
                .collect(Collectors.joining(", "));
        return "Your answer could not be used (" + reasons
                + "). Answer again, with nothing but JSON of the given schema.";
    }

    private static InsightRequest of(
            List<Line> all, int first, int end, List<FieldStep> steps, NoteForm form, String language) {
        List<Line> lines = all.subList(first, end);
        Instant start = all.isEmpty() ? Instant.EPOCH : all.get(0).entry().from();
        List<FieldStep> told = lines.isEmpty() ? List.of() : steps(steps, lines);
        JsonArrayBuilder written = JSON.createArrayBuilder();
        lines.forEach(line -> written.add(line.written(start)));
        JsonArrayBuilder changes = JSON.createArrayBuilder();
        List<FigureId> figures =
                steps.stream().map(step -> step.change().figureId()).distinct().toList();
        told.forEach(step -> changes.add(JSON.createObjectBuilder()
                .add("seq", step.seq())
                .add("figure", "f" + (figures.indexOf(step.change().figureId()) + 1))
                .add("by", step.by().name())
                .add("at", seconds(start, step.at()))
                .add("kind", step.change().storedName())));
        JsonObject data = JSON.createObjectBuilder()
                .add("leftOut", first)
                .add("segments", written)
                .add("changes", changes)
                .build();
        Map<String, Utterance> byName = new LinkedHashMap<>();
        lines.forEach(line -> line.utterance(byName::put));
        return new InsightRequest(
                INSTRUCTIONS
                        .replace("{language}", language)
                        .replace("{sections}", form.sections().toString()),
                data.toString(),
                form,
                byName,
                told.stream().map(FieldStep::seq).collect(Collectors.toUnmodifiableSet()),
                first,
                end);
    }

    private static List<FieldStep> steps(List<FieldStep> steps, List<Line> lines) {
        Instant from = lines.get(0).entry().from();
        Instant to = lines.get(lines.size() - 1).entry().to();
        List<FieldStep> within = steps.stream()
                .filter(step -> !step.at().isBefore(from) && !step.at().isAfter(to))
                .toList();
        return within.subList(Math.max(0, within.size() - MOST_CHANGES), within.size());
    }

    private static long seconds(Instant start, Instant at) {
        return Duration.between(start, at).toSeconds();
    }

    private static String resource(String name) {
        try (InputStream in = InsightRequest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does not show what was said. */
    @Override
    public String toString() {
        return "InsightRequest[" + segments.size() + " segments]";
    }

    /** An entry of the transcript and its position in it. */
    private record Line(int place, TranscriptEntry entry) {

        /** Length of a line in JSON in addition to its text. */
        private static final int FRAME = 80;

        static List<Line> of(Transcript transcript) {
            List<Line> lines = new ArrayList<>();
            for (TranscriptEntry entry : transcript.entries()) {
                lines.add(new Line(lines.size() + 1, entry));
            }
            return lines;
        }

        int size() {
            return FRAME
                    + (entry instanceof Utterance said
                            ? JSON.createValue(said.text()).toString().length()
                            : 0);
        }

        void utterance(BiConsumer<String, Utterance> taker) {
            if (entry instanceof Utterance said) {
                taker.accept("u" + place, said);
            }
        }

        JsonObjectBuilder written(Instant start) {
            JsonObjectBuilder json = JSON.createObjectBuilder();
            if (entry instanceof Utterance said) {
                json.add("id", "u" + place).add("text", said.text());
            } else if (entry instanceof Gap gap) {
                json.add("gap", gap.reason().name());
            }
            return json.add("speaker", entry.speaker().name())
                    .add("from", seconds(start, entry.from()))
                    .add("to", seconds(start, entry.to()));
        }
    }
}
