package org.sessionroom.analyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sessionroom.insight.AcceptedInsights;
import org.sessionroom.insight.Citation;
import org.sessionroom.insight.Insight;
import org.sessionroom.insight.NoteForm;
import org.sessionroom.transcript.SomeSession;
import org.sessionroom.transcript.SomeTalk;
import org.sessionroom.transcript.Transcript;
import org.sessionroom.transcript.Utterance;
import org.sessionroom.transcript.UtteranceId;

/** Prompt injection: whatever people say in a room, and even if a model obeys it, the result is only plain text with citations. */
class HostileTalkTest {

    private static List<String> hostile() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                HostileTalkTest.class.getResourceAsStream("hostile-utterances.txt"), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InsightRequest request(String said) {
        Transcript transcript =
                Transcript.of(List.of(SomeTalk.therapist(0, 2, "Pode falar."), SomeTalk.client(3, 9, said)));
        return InsightRequest.newest(transcript, SomeSession.STEPS, NoteForm.SOAP, "pt-BR");
    }

    @Test
    void thereAreFortyWays() {
        assertEquals(40, Set.copyOf(hostile()).size());
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whatIsSaidStaysWithinItsString(String said) {
        InsightRequest request = request(said);
        JsonObject data = Json.createReader(new StringReader(request.data())).readObject();
        assertEquals(Set.of("leftOut", "segments", "changes"), data.keySet());
        assertEquals(2, data.getJsonArray("segments").size());
        JsonObject line = data.getJsonArray("segments").getJsonObject(1);
        assertEquals(Set.of("id", "text", "speaker", "from", "to"), line.keySet());
        assertEquals(said, line.getString("text"));
        assertEquals(request("Oi").instructions(), request.instructions());
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void nothingEscapesTheSchema(String said) {
        InsightRequest request = request(said);
        Set<UtteranceId> known =
                request.segments().values().stream().map(Utterance::id).collect(Collectors.toSet());
        ObedientModel.answers(said).forEach(bad -> {
            AcceptedInsights answer = SomeSession.reader(request).read(bad);
            assertTrue(answer.insights().size() <= 1);
            for (Insight insight : answer.insights()) {
                assertTrue(insight.text().codePointCount(0, insight.text().length()) <= Insight.LONGEST);
                assertTrue(insight.text().codePoints().noneMatch(HostileTalkTest::isHidden));
                assertEquals(Set.of(), unknown(insight, known));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void mostOfItIsRefusedAndCounted(String said) {
        long kept = ObedientModel.answers(said)
                .map(SomeSession.reader(request(said))::read)
                .filter(answer -> !answer.insights().isEmpty())
                .peek(answer -> assertEquals(List.of(), answer.refused()))
                .count();
        // Two answers may be kept: one cites the utterance correctly, and one contains markup, which is shown as plain
        // text.
        assertTrue(kept <= 2, () -> kept + " answers kept");
    }

    private static boolean isHidden(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
    }

    private static Set<Citation> unknown(Insight insight, Set<UtteranceId> known) {
        return insight.citations().stream()
                .filter(citation ->
                        !(citation instanceof Citation.OfUtterance line) || !known.contains(line.utterance()))
                .collect(Collectors.toSet());
    }
}
