package org.sessionroom.tests.analyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.tests.driver.RoomSocketClient.is;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.insight.InsightPace;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.Management;
import org.sessionroom.tests.driver.MicrophoneClient;
import org.sessionroom.tests.driver.Model;
import org.sessionroom.tests.driver.Pair;
import org.sessionroom.tests.driver.Recogniser;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Voice;

/**
 * The assistant's analysis of a session, with a language model on a real socket. It has more than 350 lines because another class
 * would start another room with a model and a recogniser.
 */
class AnalysisIT {

    private static final String SUICIDE = "{\"category\":\"SUICIDE\"}";
    private static final String MENTION = "às vezes penso em me matar";

    private static Recogniser recogniser;
    private static Model model;
    private static Room room;
    private static Therapist therapist;
    private static Records records;

    private Pair pair;
    private MicrophoneClient ana;
    private String line;

    @BeforeAll
    static void start() {
        recogniser = new Recogniser();
        model = new Model();
        var environment = new HashMap<>(recogniser.environment());
        environment.putAll(model.environment());
        room = RunningRoom.started("analysis", environment);
        therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
        records = new Records(room.database().dataSource());
    }

    @AfterAll
    static void end() {
        room.close();
        model.close();
        recogniser.close();
    }

    @BeforeEach
    void somethingWasSaid() {
        pair = Pair.transcribed(therapist);
        ana = pair.clientsMicrophone();
        ana.says(Voice.HIGH, 1);
        line = pair.desk().await(is("line")).getString("lineId");
        pair.deskApi()
                .put(
                        pair.path("/transcript/" + line),
                        Json.createObjectBuilder().add("text", MENTION).build().toString())
                .expect(200);
    }

    @AfterEach
    void bothGo() {
        ana.close();
        pair.close();
    }

    private void bothAgreeToTheAnalysis() {
        pair.decides(pair.deskApi(), "AI_ANALYSIS", "GIVEN").expect(201);
        pair.decides(pair.clientApi(), "AI_ANALYSIS", "GIVEN").expect(201);
    }

    private JsonObject analysis() {
        return pair.deskApi().get(pair.path("/analysis")).expect(200).object();
    }

    @Test
    void withoutTheConsentOfBothOnlyTheClockIsRead() {
        pair.decides(pair.deskApi(), "AI_ANALYSIS", "GIVEN").expect(201);
        JsonObject analysis = analysis();
        JsonObject speakers = analysis.getJsonObject("talk").getJsonObject("speakers");
        assertTrue(speakers.getJsonObject("CLIENT").getInt("talk") > 0);
        assertTrue(speakers.getJsonObject("THERAPIST").isEmpty(), "whose microphone was never on");
        assertFalse(analysis.getJsonObject("talk").containsKey("overlap"));
        assertEquals(0, analysis.getJsonObject("talk").getJsonArray("silences").size());
        for (String read : List.of("sentiments", "arc", "mentions")) {
            assertFalse(analysis.containsKey(read), read);
        }
        assertEquals(0, analysis.getJsonArray("rounds").size());
        draft("SOAP").expectProblem(409, "CONSENT_MISSING");
    }

    private Api.Answer draft(String form) {
        return pair.deskApi()
                .post(
                        pair.path("/analysis/drafts"),
                        Json.createObjectBuilder().add("form", form).build().toString());
    }

    @Test
    void aMentionIsShownToTheTherapistUntilItWasSeen() {
        bothAgreeToTheAnalysis();
        JsonObject mention = analysis().getJsonArray("mentions").getJsonObject(0);
        assertEquals(line, mention.getString("lineId"));
        assertEquals("SUICIDE", mention.getString("category"));
        assertFalse(mention.getBoolean("reviewed"));
        String review = pair.path("/analysis/mentions/" + line + "/review");
        pair.clientApi().put(review, SUICIDE).expect(403);
        pair.deskApi().put(review, SUICIDE).expect(204);
        pair.deskApi().put(review, SUICIDE).expect(204);
        assertTrue(analysis().getJsonArray("mentions").getJsonObject(0).getBoolean("reviewed"));
        pair.deskApi().put(review, "{\"category\":\"GLOOM\"}").expectProblem(404, "NOT_FOUND");
        pair.deskApi().put(review, "{\"category\":\"VIOLENCE\"}").expectProblem(404, "NOT_FOUND");
        pair.deskApi().put(review, "{}").expectProblem(400, "INVALID");
        assertEquals(List.of(), records.columnsThatShow("SUICIDE"));
    }

    /** The therapist reviewed the mention in other words. */
    @Test
    void aLineThatIsPutRightIsToBeReviewedAnew() {
        bothAgreeToTheAnalysis();
        String review = pair.path("/analysis/mentions/" + line + "/review");
        pair.deskApi().put(review, SUICIDE).expect(204);
        pair.deskApi()
                .put(pair.path("/transcript/" + line), "{\"text\":\"penso em me matar amanhã\"}")
                .expect(200);
        assertFalse(analysis().getJsonArray("mentions").getJsonObject(0).getBoolean("reviewed"));
        pair.deskApi()
                .put(pair.path("/transcript/" + line), "{\"text\":\"penso na minha mãe\"}")
                .expect(200);
        pair.deskApi().put(review, SUICIDE).expectProblem(404, "NOT_FOUND");
    }

    @Test
    void nobodyButItsTherapistSeesTheAnalysis() {
        bothAgreeToTheAnalysis();
        pair.clientApi().get(pair.path("/analysis")).expect(403);
        Api.of(room).as("helena").get(pair.path("/analysis")).expectProblem(403, "NOT_YOURS");
        Api.of(room).as("aline").get(pair.path("/analysis")).expect(403);
        assertEquals(401, Api.of(room).get(pair.path("/analysis")).status());
    }

    @Test
    void aDraftCitesWhatItRestsOnAndWhatRestsOnNothingIsLeftOutAndCounted() throws IOException {
        bothAgreeToTheAnalysis();
        String foreign = UUID.randomUUID().toString();
        model.thinks(data -> insights(
                statement("NOTE_SECTION", "SUBJECTIVE", "Fala de morrer.", "u1")
                        .add("quotes", quotes("u1", "penso em me matar")),
                statement("THEME", null, "Sobre outra sessão.", foreign),
                statement("THEME", null, "Sem apoio."),
                statement("NOTE_SECTION", "PLAN", "Disse algo que não disse.", "u1")
                        .add("quotes", quotes("u1", "quero viver")),
                statement("MOMENT", null, "<img src=x onerror=alert(1)>", "u1")));
        draft("SOAP").expect(202);
        JsonObject round = finished();
        assertEquals("DONE", round.getString("state"));
        assertEquals("scripted-1", round.getString("analyst"));
        JsonArray insights = round.getJsonArray("insights");
        assertEquals(2, insights.size());
        JsonObject citation =
                insights.getJsonObject(0).getJsonArray("citations").getJsonObject(0);
        assertEquals(line, citation.getString("lineId"));
        assertEquals("penso em me matar", citation.getString("quote"));
        assertEquals("<img src=x onerror=alert(1)>", insights.getJsonObject(1).getString("text"));
        assertEquals(
                Map.of("UNKNOWN_SEGMENT", 1, "NO_CITATION", 1, "QUOTE_NOT_VERBATIM", 1),
                counts(round.getJsonObject("refused")));
        assertEquals(List.of(), records.columnsThatShow("Fala de morrer"));
        String log = Files.readString(room.nodes().get(0).log());
        assertFalse(log.contains("Fala de morrer") || log.contains(MENTION) || log.contains("a voz"));
        JsonObject request = model.asked().get(model.asked().size() - 1);
        String data = request.getJsonArray("messages").getJsonObject(1).getString("content");
        assertFalse(
                data.contains(line) || data.contains(pair.session()) || data.contains("Ana"),
                "names and ids stay here");
    }

    private static Map<String, Integer> counts(JsonObject refused) {
        var counts = new HashMap<String, Integer>();
        refused.keySet().forEach(reason -> counts.put(reason, refused.getInt(reason)));
        return counts;
    }

    @Test
    void aLineThatIsTakenBackTakesWithItAllThatWasMadeOfIt() {
        bothAgreeToTheAnalysis();
        pair.deskApi()
                .put(pair.path("/analysis/mentions/" + line + "/review"), SUICIDE)
                .expect(204);
        model.thinks(data -> insights(statement("THEME", null, "Fala de morrer.", "u1")));
        draft("SOAP").expect(202);
        assertEquals("DONE", finished().getString("state"));
        sends("SHARE_TRANSCRIPT", frame -> frame.add("shared", true));
        pair.clientApi().delete(pair.path("/transcript/" + line)).expect(200);
        JsonObject round = finished();
        assertEquals("FAILED", round.getString("state"));
        assertEquals("LINES_ERASED", round.getString("failure"));
        for (String kept : List.of(
                "select count(*) from insight_round where session_id = ? and sealed_content is not null",
                "select count(*) from mention_review where session_id = ?")) {
            assertEquals(0, records.number(kept, pair.session()), kept);
        }
        pair.deskApi()
                .put(pair.path("/analysis/mentions/" + line + "/review"), SUICIDE)
                .expectProblem(404, "NOT_FOUND");
    }

    /** A transcript is kept for 30 days, and its analysis for 90. */
    @Test
    void whatADraftQuotesIsGoneWithTheTranscriptAndTheRestStays() {
        bothAgreeToTheAnalysis();
        model.thinks(data -> insights(
                statement("THEME", null, "Fala de morrer.", "u1").add("quotes", quotes("u1", "penso em me matar"))));
        draft("SOAP").expect(202);
        assertTrue(finished().toString().contains("penso em me matar"));
        records.eraseKey(pair.session(), "TRANSCRIPT");
        JsonObject round = finished();
        assertEquals(
                "Fala de morrer.",
                round.getJsonArray("insights").getJsonObject(0).getString("text"));
        assertFalse(analysis().toString().contains("penso em me matar"));
    }

    /** The new draft would replace the one that was written while the transcript existed. */
    @Test
    void onceTheTranscriptIsGoneNoDraftIsBegun() {
        bothAgreeToTheAnalysis();
        pair.deskApi()
                .post(pair.path("/transitions"), "{\"transition\":\"COMPLETE\"}")
                .expect(200);
        records.age(pair.session(), "ended_at", "31 days");
        draft("SOAP").expectProblem(409, "WRONG_STATE");
    }

    @Test
    void nothingLeavesTheHouseOnceALineWasTakenBackWhileTheModelThought() {
        bothAgreeToTheAnalysis();
        int before = model.asked().size();
        model.thinks(data -> {
            sends("OFF_RECORD", frame -> frame.add("drop", 5));
            return "{\"mood\":\"fine\"}";
        });
        draft("SOAP").expect(202);
        assertEquals("LINES_ERASED", finished().getString("failure"));
        assertEquals("done", pair.desk().command("ON_RECORD"));
        assertEquals(1, model.asked().size() - before, "the repair is not asked for");
    }

    private void sends(String command, UnaryOperator<JsonObjectBuilder> more) {
        var id = UUID.randomUUID();
        JsonObjectBuilder frame = Json.createObjectBuilder()
                .add("type", "command")
                .add("id", id.toString())
                .add("command", command);
        pair.desk().send(more.apply(frame).build());
        assertEquals(
                "done", pair.desk().await(RoomSocketClient.has("commandId", id)).getString("type"));
    }

    @Test
    void withoutTheConsentToTheTranscriptionNothingIsAsked() {
        bothAgreeToTheAnalysis();
        pair.decides(pair.clientApi(), "TRANSCRIPTION", "WITHDRAWN").expect(201);
        draft("SOAP").expectProblem(409, "CONSENT_MISSING");
    }

    @Test
    void anAnswerOfNoUseIsAskedForOnceMoreAndThenFailsVisibly() {
        bothAgreeToTheAnalysis();
        int before = model.asked().size();
        model.thinks(data -> "{\"mood\":\"fine\"}");
        draft("DAP").expect(202);
        JsonObject round = finished();
        assertEquals("FAILED", round.getString("state"));
        assertEquals("UNUSABLE", round.getString("failure"));
        assertEquals(Map.of("WRONG_SHAPE", 1), counts(round.getJsonObject("refused")));
        assertEquals(2, model.asked().size() - before);
        String repair = model.asked()
                .get(before + 1)
                .getJsonArray("messages")
                .getJsonObject(0)
                .getString("content");
        assertTrue(repair.contains("WRONG_SHAPE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"```json\nGOOD\n```", "<think>\nHm, {}.\n</think>\nGOOD"})
    void whatAModelWrapsItsAnswerInIsTakenOff(String wrapped) {
        bothAgreeToTheAnalysis();
        int before = model.asked().size();
        String good = insights(statement("THEME", null, "A voz.", "u1").add("confidence", 0.87));
        model.thinks(data -> wrapped.replace("GOOD", good));
        draft("DAP").expect(202);
        assertEquals("DONE", finished().getString("state"));
        assertEquals(1, model.asked().size() - before);
    }

    @Test
    void whatIsWrappedInWordsIsAskedForOnceMore() {
        bothAgreeToTheAnalysis();
        int before = model.asked().size();
        String good = insights(statement("THEME", null, "A voz.", "u1"));
        model.thinks(data -> model.asked().size() == before + 1 ? "Claro: " + good : good);
        draft("DAP").expect(202);
        assertEquals("DONE", finished().getString("state"));
        assertEquals(2, model.asked().size() - before);
    }

    @Test
    void anAnswerThatBreaksOffIsAskedForInSmallerPieces() {
        bothAgreeToTheAnalysis();
        ana.says(Voice.HIGH, 1);
        // The first utterance is published again, because it was corrected.
        pair.desk().await(is("line").and(said -> !said.getString("lineId").equals(line)));
        int before = model.asked().size();
        model.thinks(data -> insights(statement(
                "THEME",
                null,
                "A voz.",
                data.getJsonArray("segments").getJsonObject(0).getString("id"))));
        model.takesAtOnce(1);
        draft("DAP").expect(202);
        JsonObject round = finished();
        assertEquals("DONE", round.getString("state"));
        assertEquals(2, round.getJsonArray("insights").size());
        assertEquals(3, model.asked().size() - before);
    }

    /** Waiting does not help: the operator has to act. */
    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404})
    void inPlaceOfAProviderThatRefusesForGoodAndIsOfNoUseTheHouseAnswersAndSaysWhy(int status) {
        bothAgreeToTheAnalysis();
        model.fails(status);
        draft("SOAP").expect(202);
        JsonObject round = finished();
        assertEquals("DONE", round.getString("state"));
        assertEquals("HOUSE", round.getString("analyst"));
        String reason = Map.of(400, "REFUSED_REQUEST", 401, "REFUSED_LOGIN", 404, "MISCONFIGURED")
                .get(status);
        assertEquals(reason, round.getString("failure"));
        String health = (status == 400 ? "UNUSABLE " : "DOWN ") + reason;
        var management = new Management(room);
        Eventually.holds(
                health,
                () -> management.ready("providers").getString("assistant").equals(health));
        assertEquals("UP", management.health("ready").getString("status"));
        model.thinks(data -> insights(statement("THEME", null, "A voz.", "u1")));
        draft("SOAP").expect(202);
        Eventually.holds(
                "answer of the provider", () -> finished().getString("analyst").equals("scripted-1"));
        assertFalse(finished().containsKey("failure"));
    }

    /** Nobody has to request it again. */
    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void aProviderThatFailsForNowIsAskedAgainByItself(int status) {
        bothAgreeToTheAnalysis();
        model.fails(status);
        draft("SOAP").expect(202);
        JsonObject waiting = Eventually.get(
                "next try", () -> Optional.of(analysis().getJsonArray("rounds").getJsonObject(0))
                        .filter(round -> round.containsKey("nextTryAt")));
        assertEquals("ASKED", waiting.getString("state"));
        assertEquals(1, waiting.getInt("attempts"));
        assertEquals(Map.of(500, "FAILED", 503, "BUSY").get(status), waiting.getString("lastFailure"));
        model.thinks(data -> insights(statement("THEME", null, "A voz.", "u1")));
        assertEquals("DONE", finished(Duration.ofSeconds(40)).getString("state"));
    }

    @Test
    void whoAsksAgainNeedNotWaitForTheNextTry() {
        bothAgreeToTheAnalysis();
        model.fails(503);
        draft("SOAP").expect(202);
        Eventually.holds(
                "next try",
                () -> analysis().getJsonArray("rounds").getJsonObject(0).containsKey("nextTryAt"));
        model.thinks(data -> insights(statement("THEME", null, "A voz.", "u1")));
        draft("SOAP").expect(202);
        assertEquals("DONE", finished(Duration.ofSeconds(8)).getString("state"));
        assertEquals(
                1,
                records.number("select count(*) from insight_round where session_id = ?", pair.session()),
                "one round");
    }

    /** A draft that was written during the session does not cover its end. */
    @Test
    void theDraftAtTheEndIsWrittenAfterOneDuringTheSessionAndThoughTheProviderWasBusy() {
        model.thinks(data -> insights(statement("THEME", null, "A voz.", "u1")));
        bothAgreeToTheAnalysis();
        saysMuch();
        draft("SOAP").expect(202);
        finished();
        model.fails(503);
        pair.deskApi()
                .post(pair.path("/transitions"), "{\"transition\":\"COMPLETE\"}")
                .expect(200);
        String drafts = "select count(*) from insight_round where session_id = ? and kind = 'DRAFT' and state = ";
        Eventually.holds(
                "try at the end",
                Duration.ofSeconds(50),
                () -> records.number(
                                "select count(*) from outbox where session_id = ? and state = 'WAITING' and failure = 'BUSY'",
                                pair.session())
                        == 1);
        model.thinks(data -> insights(statement("THEME", null, "Até o fim.", "u1")));
        Eventually.holds(
                "second draft", Duration.ofSeconds(60), () -> records.number(drafts + "'DONE'", pair.session()) == 2);
    }

    @Test
    void aConsentTakenBackWhileItThinksLeavesNothing() {
        bothAgreeToTheAnalysis();
        model.thinks(data -> {
            pair.decides(pair.clientApi(), "AI_ANALYSIS", "WITHDRAWN").expect(201);
            return insights(statement("THEME", null, "Tarde demais.", "u1"));
        });
        draft("SOAP").expect(202);
        Eventually.holds("end of it", () -> records.text(
                        "select string_agg(state || ' ' || coalesce(failure, ''), ',') from insight_round"
                                + " where session_id = ?",
                        pair.session())
                .equals("FAILED CONSENT_MISSING"));
        assertEquals(
                0,
                records.number(
                        "select count(*) from insight_round where session_id = ? and sealed_content is not null",
                        pair.session()));
        assertEquals(0, analysis().getJsonArray("rounds").size());
    }

    @Test
    void oneDraftIsWrittenAtATime() {
        bothAgreeToTheAnalysis();
        var second = new Api.Answer[1];
        model.thinks(data -> {
            second[0] = draft("DAP");
            return insights(statement("THEME", null, "A voz.", "u1"));
        });
        draft("SOAP").expect(202);
        finished();
        second[0].expectProblem(429, "TOO_FAST");
    }

    /** Each analysis reads the whole transcript, so a therapist's corrections must not make it as large as they like. */
    @Test
    void aLargeTranscriptIsMadeShorterButNotLonger() throws SQLException {
        try (Connection connection = room.database().dataSource().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("insert into transcript_line (id, session_id, changed,"
                                + " participant_id, role, state, spoken_from, spoken_to, language, stream_id, epoch, item, sealed_text)"
                                + " select gen_random_uuid(), session_id, 1000000, participant_id, role, 'STRUCK', spoken_from,"
                                + " spoken_to, language, stream_id, epoch, 'large', decode(repeat('00', 5000001), 'hex')"
                                + " from transcript_line where session_id = ? limit 1")) {
            statement.setObject(1, UUID.fromString(pair.session()));
            assertEquals(1, statement.executeUpdate());
        }
        pair.deskApi()
                .put(pair.path("/transcript/" + line), correction("palavra ".repeat(400)))
                .expectProblem(507, "TRANSCRIPT_FULL");
        pair.deskApi()
                .put(pair.path("/transcript/" + line), correction("curta"))
                .expect(200);
    }

    private static String correction(String text) {
        return Json.createObjectBuilder().add("text", text).build().toString();
    }

    /** The provider has eight connections; one therapist's requests, which last minutes, take three of them. */
    @Test
    void oneTherapistsManyDraftsLeaveTheModelToOthers() throws InterruptedException {
        var held = new CountDownLatch(1);
        var thinking = new AtomicInteger();
        List<Pair> many =
                Stream.generate(() -> Pair.transcribed(therapist)).limit(4).toList();
        try (Pair ofAnother = Pair.transcribed(Therapist.loggedIn(room, DemoPerson.HELENA))) {
            model.thinks(data -> {
                thinking.incrementAndGet();
                await(held);
                return insights(statement("THEME", null, "A voz.", "u1"));
            });
            many.forEach(AnalysisIT::isDrafted);
            Eventually.holds("three are being written", () -> thinking.get() == 3);
            model.thinks(data -> insights(statement("THEME", null, "A voz.", "u1")));
            isDrafted(ofAnother);
            Eventually.holds("the other therapist's", () -> isDone(ofAnother));
            assertEquals(3, thinking.get());
            held.countDown();
            many.forEach(each -> Eventually.holds("all, in the end", Duration.ofSeconds(40), () -> isDone(each)));
        } finally {
            held.countDown();
            many.forEach(Pair::close);
        }
    }

    private static void isDrafted(Pair pair) {
        try (MicrophoneClient client = pair.clientsMicrophone()) {
            client.says(Voice.HIGH, 1);
            pair.desk().await(is("line"));
        }
        pair.decides(pair.deskApi(), "AI_ANALYSIS", "GIVEN").expect(201);
        pair.decides(pair.clientApi(), "AI_ANALYSIS", "GIVEN").expect(201);
        pair.deskApi()
                .post(pair.path("/analysis/drafts"), "{\"form\":\"SOAP\"}")
                .expect(202);
    }

    private static boolean isDone(Pair pair) {
        JsonArray rounds =
                pair.deskApi().get(pair.path("/analysis")).expect(200).object().getJsonArray("rounds");
        return rounds.getJsonObject(0).getString("state").equals("DONE");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"form\":\"HAIKU\"}", "{\"form\":null}"})
    void aFormThatNobodyKnowsIsRefused(String body) {
        bothAgreeToTheAnalysis();
        pair.deskApi().post(pair.path("/analysis/drafts"), body).expectProblem(400, "INVALID");
    }

    @Test
    void theTherapistIsToldWhenThereIsAnAnswerAndTheClientIsNot() {
        bothAgreeToTheAnalysis();
        model.thinks(data -> insights(statement("THEME", null, "A voz.", "u1")));
        pair.client().heard();
        draft("SOAP").expect(202);
        pair.desk().await(is("insights"));
        finished();
        pair.desk().await(is("insights"));
        assertEquals(List.of(), pair.client().heard("insights"));
    }

    /** Also if many sessions without consent come first. */
    @Test
    void theAssistantIsAskedByItselfWhileASessionRunsAndWhenItHasEnded() {
        model.thinks(data -> insights(statement("THEME", null, "A voz.", "u1")));
        bothAgreeToTheAnalysis();
        saysMuch();
        ana.hangsUp();
        try (Pair ended = pair) {
            ended.deskApi()
                    .post(ended.path("/transitions"), "{\"transition\":\"COMPLETE\"}")
                    .expect(200);
            records.putOthersBefore(ended.session(), 60);
            somethingWasSaid();
            bothAgreeToTheAnalysis();
            saysMuch();
            records.putOthersBefore(pair.session(), 60);
            assertAsked("DRAFT", ended.session());
            assertAsked("LIVE", pair.session());
        } finally {
            records.removeOthers();
        }
    }

    private void saysMuch() {
        for (int i = 0; i < InsightPace.WORTHWHILE; i++) {
            pair.deskApi()
                    .put(pair.path("/transcript/" + line), "{\"text\":\"" + MENTION + " " + i + "\"}")
                    .expect(200);
        }
    }

    private static void assertAsked(String kind, String session) {
        Eventually.holds(
                kind + " round",
                Duration.ofSeconds(50),
                () -> records.number(
                                "select count(*) from insight_round where session_id = ? and state = 'DONE' and kind = '"
                                        + kind + "'",
                                session)
                        == 1);
    }

    /** The latest request, once it has ended. */
    private JsonObject finished() {
        return finished(Duration.ofSeconds(20));
    }

    private JsonObject finished(Duration patience) {
        return Eventually.get("answer", patience, () -> {
            JsonArray rounds = analysis().getJsonArray("rounds");
            Optional<JsonObject> newest = rounds.isEmpty() ? Optional.empty() : Optional.of(rounds.getJsonObject(0));
            return newest.filter(round -> !round.getString("state").equals("ASKED"));
        });
    }

    private static String insights(JsonObjectBuilder... statements) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (JsonObjectBuilder statement : statements) {
            all.add(statement);
        }
        return Json.createObjectBuilder().add("insights", all).build().toString();
    }

    private static JsonObjectBuilder statement(String kind, String section, String text, String... segments) {
        JsonObjectBuilder statement = Json.createObjectBuilder().add("kind", kind);
        if (section == null) {
            statement.addNull("section");
        } else {
            statement.add("section", section);
        }
        return statement
                .add("text", text)
                .add("segments", Json.createArrayBuilder(List.of(segments)))
                .add("quotes", Json.createArrayBuilder())
                .add("changes", Json.createArrayBuilder());
    }

    private static JsonArrayBuilder quotes(String segment, String words) {
        return Json.createArrayBuilder()
                .add(Json.createObjectBuilder().add("segment", segment).add("words", words));
    }
}
