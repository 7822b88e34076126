package org.sessionroom.analyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sessionroom.insight.NoteForm;
import org.sessionroom.transcript.SomeSession;
import org.sessionroom.transcript.SomeTalk;
import org.sessionroom.transcript.Transcript;
import org.sessionroom.transcript.Utterance;

class InsightRequestTest {

    private static JsonObject data(InsightRequest request) {
        return Json.createReader(new StringReader(request.data())).readObject();
    }

    private static Transcript talk(int lines) {
        List<Utterance> said = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            said.add(SomeTalk.client(i * 10, i * 10 + 5, "frase número " + i + " " + "palavra ".repeat(20)));
        }
        return Transcript.of(said);
    }

    @Test
    void linesAreNamedByTheirPlaceAndGapsAreShown() {
        JsonObject data = data(SomeSession.request());
        assertEquals(4, data.getJsonArray("segments").size());
        JsonObject second = data.getJsonArray("segments").getJsonObject(1);
        assertEquals("u2", second.getString("id"));
        assertEquals("CLIENT", second.getString("speaker"));
        assertEquals(5, second.getInt("from"));
        assertEquals(9, second.getInt("to"));
        JsonObject gap = data.getJsonArray("segments").getJsonObject(2);
        assertEquals("RECOGNISER_LOST", gap.getString("gap"));
        assertFalse(gap.containsKey("id"));
        assertEquals(Set.of("u1", "u2", "u4"), SomeSession.request().segments().keySet());
    }

    @Test
    void neitherOurIdsNorLabelsNorDatesLeave() {
        InsightRequest request = SomeSession.request();
        String all = request.instructions() + request.data();
        SomeSession.TRANSCRIPT
                .utterances()
                .forEach(said -> assertFalse(all.contains(said.id().toString())));
        assertFalse(all.contains("Mãe\""));
        assertFalse(all.contains("2026"));
        assertEquals(Set.of(1L, 2L), request.changes());
        assertEquals(
                "f1", data(request).getJsonArray("changes").getJsonObject(1).getString("figure"));
    }

    @Test
    void whileTheSessionRunsTheNewestLinesAreAskedAboutAndTheCutIsSaid() {
        InsightRequest request = InsightRequest.newest(talk(500), List.of(), NoteForm.DAP, "pt-BR");
        assertTrue(request.leftOut() > 0);
        assertEquals(500 - request.leftOut(), request.segments().size());
        assertEquals(request.leftOut(), data(request).getInt("leftOut"));
        assertTrue(request.segments().containsKey("u500"));
        assertFalse(request.segments().containsKey("u1"));
        assertTrue(
                request.data().length() <= InsightRequest.LARGEST + 100,
                () -> request.data().length() + " characters");
    }

    @Test
    void forTheDraftEveryLineIsInOneRequest() {
        List<InsightRequest> requests = InsightRequest.whole(talk(500), List.of(), NoteForm.DAP, "pt-BR");
        Set<String> names = new LinkedHashSet<>();
        requests.forEach(request -> assertTrue(names.addAll(request.segments().keySet())));
        assertEquals(500, names.size());
        assertTrue(requests.size() > 1);
        requests.forEach(request -> assertTrue(request.data().length() <= InsightRequest.LARGEST + 100));
    }

    @Test
    void aRequestIsHalvedAndEachLineKeepsItsName() {
        Transcript talk = talk(500);
        InsightRequest newest = InsightRequest.newest(talk, List.of(), NoteForm.DAP, "pt-BR");
        List<InsightRequest> halves = newest.halves(talk, List.of(), "pt-BR");
        Set<String> names = new LinkedHashSet<>();
        halves.forEach(half -> names.addAll(half.segments().keySet()));
        assertEquals(List.copyOf(newest.segments().keySet()), List.copyOf(names));
        assertEquals(newest.segments().get("u500"), halves.get(1).segments().get("u500"));
        Transcript one = talk(1);
        InsightRequest single = InsightRequest.newest(one, List.of(), NoteForm.DAP, "pt-BR");
        assertEquals(List.of(), single.halves(one, List.of(), "pt-BR"));
    }

    @Test
    void theLongestLineStillFits() {
        Transcript one = Transcript.of(List.of(SomeTalk.client("\"".repeat(Utterance.LONGEST))));
        assertEquals(
                1,
                InsightRequest.newest(one, List.of(), NoteForm.SOAP, "pt-BR")
                        .segments()
                        .size());
        assertEquals(
                1, InsightRequest.whole(one, List.of(), NoteForm.SOAP, "pt-BR").size());
    }

    @Test
    void ofNothingNothingIsAsked() {
        assertEquals(List.of(), InsightRequest.whole(Transcript.EMPTY, List.of(), NoteForm.SOAP, "pt-BR"));
        assertEquals(
                0,
                InsightRequest.newest(Transcript.EMPTY, List.of(), NoteForm.SOAP, "pt-BR")
                        .segments()
                        .size());
    }

    @Test
    void instructionsNameLanguageAndSectionsAndTheSchemaIsJson() {
        String instructions = SomeSession.request().instructions();
        assertTrue(instructions.contains("pt-BR"));
        assertTrue(instructions.contains("SUBJECTIVE"));
        assertFalse(instructions.contains("{"));
        JsonObject schema =
                Json.createReader(new StringReader(InsightRequest.SCHEMA)).readObject();
        assertEquals("object", schema.getString("type"));
    }

    @Test
    void whatWasSaidShowsInNoDescription() {
        assertFalse(SomeSession.request().toString().contains("semana"));
    }
}
