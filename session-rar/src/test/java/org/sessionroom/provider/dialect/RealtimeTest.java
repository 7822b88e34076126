package org.sessionroom.provider.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessionroom.provider.HandClock;
import org.sessionroom.provider.OpenStream;
import org.sessionroom.provider.RecordedRecognition;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechResult.ErrorReported;
import org.sessionroom.provider.api.SpeechResult.LostSpeech;
import org.sessionroom.provider.api.SpeechResult.PartialText;
import org.sessionroom.provider.api.SpeechResult.RecognisedUtterance;
import org.sessionroom.provider.scripted.Peer;
import org.sessionroom.provider.scripted.ScriptedProvider;
import org.sessionroom.provider.scripted.ScriptedProvider.Script;

class RealtimeTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int SECOND_BYTES = 48_000;
    private static final String TRANSCRIPTION = "conversation.item.input_audio_transcription.";

    private static JsonObject message(Peer peer) throws IOException {
        return Json.createReader(new StringReader(peer.text())).readObject();
    }

    private static void send(Peer peer, String type, String members) throws IOException {
        peer.send("{\"event_id\":\"e\",\"type\":\"" + type + "\"" + (members.isEmpty() ? "" : "," + members) + "}");
    }

    private static Peer accept(Peer peer) throws IOException {
        peer.accept();
        assertEquals("Bearer key-of-the-hospital", peer.header("authorization"));
        send(peer, "session.created", "\"session\":{\"type\":\"transcription\",\"audio\":{\"input\":{}}}");
        JsonObject update = message(peer);
        assertEquals("session.update", update.getString("type"));
        JsonObject input =
                update.getJsonObject("session").getJsonObject("audio").getJsonObject("input");
        assertEquals(24_000, input.getJsonObject("format").getInt("rate"));
        assertEquals("pt", input.getJsonObject("transcription").getString("language"));
        assertEquals("ouvinte", input.getJsonObject("transcription").getString("model"));
        assertEquals("server_vad", input.getJsonObject("turn_detection").getString("type"));
        send(peer, "session.updated", "\"session\":{}");
        return peer;
    }

    private static void sound(Peer peer, int bytes) throws IOException {
        int heard = 0;
        while (heard < bytes) {
            JsonObject append = message(peer);
            assertEquals("input_audio_buffer.append", append.getString("type"));
            heard += Base64.getDecoder().decode(append.getString("audio")).length;
        }
        assertEquals(bytes, heard);
    }

    private static void commit(Peer peer) throws IOException {
        assertEquals("input_audio_buffer.commit", message(peer).getString("type"));
    }

    private static void started(Peer peer, String item, int millis) throws IOException {
        send(peer, "input_audio_buffer.speech_started", "\"audio_start_ms\":" + millis + "," + item(item));
    }

    private static void stopped(Peer peer, String item, int millis) throws IOException {
        send(peer, "input_audio_buffer.speech_stopped", "\"audio_end_ms\":" + millis + "," + item(item));
    }

    private static void committed(Peer peer, String item) throws IOException {
        send(peer, "input_audio_buffer.committed", "\"previous_item_id\":null," + item(item));
    }

    private static void completed(Peer peer, String item, String text) throws IOException {
        send(peer, TRANSCRIPTION + "completed", "\"transcript\":\"" + text + "\"," + item(item));
    }

    private static String item(String item) {
        return "\"item_id\":\"" + item + "\"";
    }

    private static void error(Peer peer, String code) throws IOException {
        send(
                peer,
                "error",
                "\"error\":{\"type\":\"invalid_request_error\",\"code\":\"" + code + "\",\"message\":\"m\"}");
    }

    private static OpenStream open(ScriptedProvider provider) {
        return new OpenStream(Dialect.REALTIME, provider.socketAddress("/v1/realtime?intent=transcription"));
    }

    private static void sayASecond(OpenStream open) {
        open.speak(SECOND);
        open.stream.commit();
    }

    private static List<Reason> errors(OpenStream open) {
        return open.recorded.all(ErrorReported.class).stream()
                .map(ErrorReported::reason)
                .toList();
    }

    @Test
    void anUtteranceGrowsAndEndsWithTheTimesTheProviderHeard() {
        Script script = peer -> {
            sound(accept(peer), SECOND_BYTES);
            assertEquals("GET /v1/realtime?intent=transcription HTTP/1.1", peer.requestLine());
            commit(peer);
            started(peer, "a", 100);
            send(peer, TRANSCRIPTION + "delta", "\"delta\":\"Hoje \"," + item("a"));
            send(peer, TRANSCRIPTION + "delta", "\"delta\":\"não\"," + item("a"));
            stopped(peer, "a", 800);
            committed(peer, "a");
            completed(peer, "a", " Hoje não. ");
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider).listening()) {
            sayASecond(open);
            RecordedRecognition.await("final", () -> open.recorded.finals().size() == 1);
            assertEquals(
                    List.of("Hoje ", "Hoje não"),
                    open.recorded.all(PartialText.class).stream()
                            .map(PartialText::text)
                            .toList());
            RecognisedUtterance heard = open.recorded.finals().get(0);
            assertEquals("Hoje não.", heard.text());
            assertEquals(HandClock.START.plusMillis(100), heard.from());
            assertEquals(HandClock.START.plusMillis(800), heard.to());
        }
    }

    @Test
    void ourCommitEndsAnUtteranceWhoseEndTheProviderDidNotHear() {
        Script script = peer -> {
            sound(accept(peer), SECOND_BYTES);
            commit(peer);
            committed(peer, "a");
            completed(peer, "a", "Sim.");
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider).listening()) {
            sayASecond(open);
            RecordedRecognition.await("final", () -> open.recorded.finals().size() == 1);
            assertEquals(HandClock.START, open.recorded.finals().get(0).from());
            assertEquals(
                    HandClock.START.plus(SECOND), open.recorded.finals().get(0).to());
            open.stream.close();
            assertEquals(List.of(Optional.empty()), open.ends);
        }
    }

    @Test
    void whatIsCompletedOutOfOrderComesInTheOrderOfTheCommits() {
        Script script = peer -> {
            sound(accept(peer), SECOND_BYTES);
            for (String item : List.of("a", "b", "c")) {
                committed(peer, item);
            }
            completed(peer, "c", "três");
            completed(peer, "b", "dois");
            completed(peer, "b", "dois outra vez");
            completed(peer, "a", "um");
            completed(peer, "a", "um outra vez");
            completed(peer, "d", "quatro");
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider).listening()) {
            open.speak(SECOND);
            RecordedRecognition.await("finals", () -> open.recorded.finals().size() >= 4);
            assertEquals(List.of("um", "dois", "três", "quatro"), open.recorded.texts());
        }
    }

    @Test
    void anUtteranceThatFailsIsAGapAndTheNextIsHeard() {
        Script script = peer -> {
            sound(accept(peer), SECOND_BYTES);
            started(peer, "a", 0);
            stopped(peer, "a", 400);
            committed(peer, "a");
            started(peer, "b", 500);
            stopped(peer, "b", 900);
            committed(peer, "b");
            completed(peer, "b", "depois");
            send(peer, TRANSCRIPTION + "failed", "\"error\":{\"code\":\"audio_unintelligible\"}," + item("a"));
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider).listening()) {
            open.speak(SECOND);
            RecordedRecognition.await("final", () -> open.recorded.texts().equals(List.of("depois")));
            assertEquals(
                    List.of(new LostSpeech(open.id, HandClock.START, HandClock.START.plusMillis(400), Reason.FAILED)),
                    open.recorded.gaps());
            assertTrue(open.recorded.order().indexOf("LostSpeech")
                    < open.recorded.order().indexOf("RecognisedUtterance"));
        }
    }

    @Test
    void whereCommitsAreNotImplementedSilenceEndsARun() {
        Script localAi = peer -> {
            sound(accept(peer), SECOND_BYTES);
            commit(peer);
            error(peer, "not_implemented");
            sound(peer, 38_400);
            started(peer, "a", 0);
            stopped(peer, "a", 1000);
            committed(peer, "a");
            completed(peer, "a", "um");
            sound(peer, SECOND_BYTES + 38_400);
            started(peer, "b", 1900);
            stopped(peer, "b", 2700);
            committed(peer, "b");
            completed(peer, "b", "dois");
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(localAi);
                var open = open(provider).listening()) {
            sayASecond(open);
            RecordedRecognition.await(
                    "first final", () -> open.recorded.finals().size() == 1);
            open.pause(Duration.ofSeconds(30));
            sayASecond(open);
            RecordedRecognition.await(
                    "second final", () -> open.recorded.finals().size() == 2);
            // The second run begins 1.8 s into the sound that the provider received, and 31 s after the first began.
            assertEquals(
                    HandClock.START.plusMillis(31_100),
                    open.recorded.finals().get(1).from());
            assertEquals(
                    HandClock.START.plusMillis(31_900),
                    open.recorded.finals().get(1).to());
            assertEquals(List.of(), errors(open));
        }
    }

    @Test
    void aProviderThatKeepsTheBetasFlatSessionIsAnsweredInItsShape() {
        Script speaches = peer -> {
            peer.accept();
            send(peer, "session.created", "\"session\":{\"input_audio_format\":\"pcm16\",\"modalities\":[]}");
            JsonObject session = message(peer).getJsonObject("session");
            assertEquals("pcm16", session.getString("input_audio_format"));
            assertEquals(
                    "pt", session.getJsonObject("input_audio_transcription").getString("language"));
            assertFalse(session.containsKey("audio"));
            send(peer, "session.updated", "\"session\":{}");
            sound(peer, SECOND_BYTES);
            commit(peer);
            committed(peer, "a");
            send(peer, "conversation.item.created", "\"item\":{}");
            completed(peer, "a", "de uma vez");
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(speaches);
                var open = open(provider).listening()) {
            sayASecond(open);
            RecordedRecognition.await("final", () -> open.recorded.texts().equals(List.of("de uma vez")));
            assertEquals(List.of(), open.recorded.all(PartialText.class));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rate_limit_exceeded, BUSY",
        "server_error, FAILED",
        "session_expired, FAILED",
        "invalid_value, REFUSED_REQUEST"
    })
    void anErrorLeavesTheSessionOpen(String code, Reason reason) {
        Script script = peer -> {
            sound(accept(peer), SECOND_BYTES);
            error(peer, code);
            commit(peer);
            committed(peer, "a");
            completed(peer, "a", "ainda");
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider).listening()) {
            sayASecond(open);
            RecordedRecognition.await("final", () -> open.recorded.texts().equals(List.of("ainda")));
            assertEquals(List.of(reason), errors(open));
            assertEquals(1, provider.connections());
        }
    }

    private static final String NESTED = "session.update {audio, type}";
    private static final String FLAT = "session.update {input_audio_format, input_audio_transcription, turn_detection}";
    private static final String FLAT_TRANSCRIPTION = "transcription_" + FLAT;

    private static String shape(JsonObject update) {
        JsonObject session = update.getJsonObject("session");
        return update.getString("type") + " "
                + new TreeSet<>(session.keySet()).toString().replace('[', '{').replace(']', '}');
    }

    /** Current servers nest the session object; the beta API and servers modelled on it keep it flat. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "session.created | {} | " + NESTED,
                "session.created | {\"type\":\"transcription\",\"audio\":{}} | " + NESTED,
                "session.created | {\"input_audio_format\":\"pcm16\"} | " + FLAT,
                "transcription_session.created | {} | " + FLAT_TRANSCRIPTION,
                "transcription_session.created | {\"input_audio_format\":\"pcm16\"} | " + FLAT_TRANSCRIPTION
            })
    void aSessionIsDescribedInTheShapeOfItsProvider(String created, String session, String shape) {
        Script script = peer -> {
            peer.accept();
            send(peer, created, "\"session\":" + session);
            assertEquals(shape, shape(message(peer)));
            send(peer, created.replace("created", "updated"), "\"session\":{}");
            sound(peer, SECOND_BYTES);
            commit(peer);
            committed(peer, "a");
            completed(peer, "a", "sim");
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider).listening()) {
            sayASecond(open);
            RecordedRecognition.await("final", () -> open.recorded.texts().equals(List.of("sim")));
        }
    }

    @Test
    void aShapeThatIsRefusedIsFollowedByTheOthersOnTheSameLine() {
        Script script = peer -> {
            peer.accept();
            send(peer, "session.created", "\"session\":{}");
            assertEquals(NESTED, shape(message(peer)));
            error(peer, "unsupported_parameter");
            JsonObject second = message(peer);
            assertTrue(second.getJsonObject("session")
                    .getJsonObject("audio")
                    .getJsonObject("input")
                    .isNull("turn_detection"));
            error(peer, "unknown_parameter");
            assertEquals(FLAT_TRANSCRIPTION, shape(message(peer)));
            error(peer, "invalid_value");
            assertEquals(FLAT, shape(message(peer)));
            send(peer, "session.updated", "\"session\":{}");
            sound(peer, SECOND_BYTES);
            commit(peer);
            committed(peer, "a");
            completed(peer, "a", "sim");
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider).listening()) {
            sayASecond(open);
            RecordedRecognition.await("final", () -> open.recorded.texts().equals(List.of("sim")));
            assertEquals(List.of(), errors(open));
        }
    }

    @Test
    void aProviderThatTakesNoShapeIsMisconfiguredAndNotTriedAgain() {
        Script refuses = peer -> {
            peer.accept();
            send(peer, "session.created", "\"session\":{}");
            for (int shapes = 4; shapes > 0; shapes--) {
                message(peer);
                error(peer, "unknown_parameter");
            }
            peer.listen();
        };
        assertLost(refuses, Reason.MISCONFIGURED);
    }

    private static void assertLost(Script refuses, Reason reason) {
        try (var provider = ScriptedProvider.playing(refuses);
                var open = open(provider)) {
            RecordedRecognition.await("end", () -> open.ends.equals(List.of(Optional.of(reason))));
            open.pass(Duration.ofMinutes(1));
            assertEquals(1, provider.connections());
            assertEquals(List.of(reason), errors(open));
            assertEquals(Optional.of(reason), open.health.now().reason());
        }
    }

    @ParameterizedTest
    @CsvSource({"model_not_found, MISCONFIGURED", "insufficient_quota, OUT_OF_QUOTA"})
    void whatIsRefusedForGoodBeforeTheSessionIsDescribedIsNotTriedAgain(String code, Reason reason) {
        assertLost(
                peer -> {
                    peer.accept();
                    send(peer, "session.created", "\"session\":{}");
                    message(peer);
                    error(peer, code);
                    peer.listen();
                },
                reason);
    }

    @Test
    void anAccountThatIsUsedUpWhileSomebodySpeaksLosesTheStream() {
        Script script = peer -> {
            sound(accept(peer), SECOND_BYTES);
            committed(peer, "a");
            send(peer, TRANSCRIPTION + "failed", "\"error\":{\"code\":\"insufficient_quota\"}," + item("a"));
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider).listening()) {
            open.speak(SECOND);
            RecordedRecognition.await("end", () -> open.ends.equals(List.of(Optional.of(Reason.OUT_OF_QUOTA))));
        }
    }

    @ParameterizedTest
    @CsvSource({"404, MISCONFIGURED", "400, MISCONFIGURED", "403, REFUSED_LOGIN", "402, OUT_OF_QUOTA"})
    void anOpeningThatIsRefusedForGoodIsNotTriedAgain(int status, Reason reason) {
        assertLost(peer -> peer.answer(status, "text/plain", "no"), reason);
    }

    @ParameterizedTest
    @CsvSource({"1013, BUSY", "1011, FAILED", "1001, DROPPED"})
    void whyALineWasClosedIsSaid(int status, Reason reason) {
        Script closes = peer -> {
            accept(peer).goodbye(status);
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(closes);
                var open = open(provider).listening()) {
            RecordedRecognition.await("error", () -> errors(open).equals(List.of(reason)));
        }
    }

    @Test
    void noiseIsNobodysWordsAndWhatIsDoubtfulIsMarked() {
        Script script = peer -> {
            sound(accept(peer), SECOND_BYTES);
            send(peer, TRANSCRIPTION + "delta", "\"delta\":\"[MÚSICA]\"," + item("a"));
            committed(peer, "a");
            completed(peer, "a", "[MÚSICA]");
            send(peer, TRANSCRIPTION + "delta", "\"delta\":\"Obrigado por assistir\"," + item("b"));
            committed(peer, "b");
            completed(peer, "b", "Obrigado por assistir!");
            committed(peer, "c");
            completed(peer, "c", "♪ Eu vim.");
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider).listening()) {
            open.speak(SECOND);
            RecordedRecognition.await("finals", () -> open.recorded.finals().size() == 2);
            assertEquals(List.of("Obrigado por assistir!", "Eu vim."), open.recorded.texts());
            assertTrue(open.recorded.finals().stream().allMatch(RecognisedUtterance::doubtful));
            assertEquals(List.of(), open.recorded.all(PartialText.class));
            assertEquals(List.of(), open.recorded.gaps());
        }
    }

    @Test
    void aKeyThatIsRefusedInWordsLosesTheStream() {
        Script refuses = peer -> {
            peer.accept();
            error(peer, "invalid_api_key");
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(refuses);
                var open = open(provider)) {
            RecordedRecognition.await("end", () -> open.ends.equals(List.of(Optional.of(Reason.REFUSED_LOGIN))));
        }
    }

    @Test
    void aCommitOfNothingOwesNothing() {
        Script script = peer -> {
            sound(accept(peer), SECOND_BYTES);
            started(peer, "a", 0);
            stopped(peer, "a", 600);
            committed(peer, "a");
            completed(peer, "a", "sim");
            commit(peer);
            error(peer, "input_audio_buffer_commit_empty");
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider).listening()) {
            sayASecond(open);
            RecordedRecognition.await("final", () -> open.recorded.finals().size() == 1);
            open.stream.close();
            RecordedRecognition.await("end", () -> open.ends.equals(List.of(Optional.empty())));
            assertEquals(List.of(), open.recorded.gaps());
            assertEquals(List.of(), errors(open));
        }
    }

    @Test
    void aFinalThatDoesNotComeIsAskedForAnewAndNothingComesTwice() {
        Script forgets = peer -> {
            sound(accept(peer), SECOND_BYTES);
            commit(peer);
            committed(peer, "a");
            completed(peer, "a", "um");
            sound(peer, SECOND_BYTES);
            commit(peer);
            committed(peer, "b");
            send(peer, TRANSCRIPTION + "delta", "\"delta\":\"do\"," + item("b"));
            peer.listen();
        };
        Script remembers = peer -> {
            sound(accept(peer), SECOND_BYTES);
            commit(peer);
            committed(peer, "a");
            completed(peer, "a", "dois");
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(forgets, remembers);
                var open = open(provider).listening()) {
            sayASecond(open);
            RecordedRecognition.await(
                    "first final", () -> open.recorded.finals().size() == 1);
            sayASecond(open);
            RecordedRecognition.await(
                    "partial", () -> !open.recorded.all(PartialText.class).isEmpty());
            open.pass(Duration.ofSeconds(29));
            assertEquals(List.of(), errors(open));
            open.passUntil("second final", () -> open.recorded.finals().size() == 2);
            assertEquals(List.of("um", "dois"), open.recorded.texts());
            assertEquals(List.of(Reason.TIMED_OUT), errors(open));
        }
    }

    @Test
    void aProviderThatDoesNotGreetIsLeft() {
        Script mute = peer -> peer.accept().listen();
        try (var provider = ScriptedProvider.playing(mute);
                var open = open(provider)) {
            RecordedRecognition.await("connection", () -> provider.connections() == 1);
            open.passUntil("error", Duration.ofMillis(500), () -> errors(open).equals(List.of(Reason.TIMED_OUT)));
        }
    }

    @Test
    void eventsThatAreUnknownOrNonsenseChangeNothing() {
        Script script = peer -> {
            sound(accept(peer), SECOND_BYTES);
            send(peer, "rate_limits.updated", "\"x\":1");
            send(peer, TRANSCRIPTION + "segment", item("a"));
            send(peer, TRANSCRIPTION + "completed", item("a"));
            send(peer, "input_audio_buffer.speech_started", "\"audio_start_ms\":777e7777777559," + item("a"));
            committed(peer, "i".repeat(200));
            peer.send("{}");
            peer.send("[]");
            peer.send("{\"type\":");
            commit(peer);
            committed(peer, "a");
            completed(peer, "a", "ainda");
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider).listening()) {
            sayASecond(open);
            RecordedRecognition.await("final", () -> open.recorded.texts().equals(List.of("ainda")));
            assertTrue(errors(open).stream().allMatch(Reason.NOT_JSON::equals));
        }
    }

    @Test
    void anUtteranceWithoutEndIsCutOff() {
        Script script = peer -> {
            sound(accept(peer), SECOND_BYTES);
            for (int i = 0; i < 20; i++) {
                send(peer, TRANSCRIPTION + "delta", "\"delta\":\"" + "a".repeat(1000) + "\"," + item("a"));
            }
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider).listening()) {
            open.speak(SECOND);
            RecordedRecognition.await("gap", () -> !open.recorded.gaps().isEmpty());
            assertEquals(Reason.TOO_LARGE, open.recorded.gaps().get(0).reason());
        }
    }
}
