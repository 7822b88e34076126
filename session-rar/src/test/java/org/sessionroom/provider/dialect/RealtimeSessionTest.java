package org.sessionroom.provider.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.provider.dialect.RealtimeScript.SECOND;
import static org.sessionroom.provider.dialect.RealtimeScript.SECOND_BYTES;
import static org.sessionroom.provider.dialect.RealtimeScript.TRANSCRIPTION;
import static org.sessionroom.provider.dialect.RealtimeScript.accept;
import static org.sessionroom.provider.dialect.RealtimeScript.commit;
import static org.sessionroom.provider.dialect.RealtimeScript.committed;
import static org.sessionroom.provider.dialect.RealtimeScript.completed;
import static org.sessionroom.provider.dialect.RealtimeScript.error;
import static org.sessionroom.provider.dialect.RealtimeScript.errors;
import static org.sessionroom.provider.dialect.RealtimeScript.item;
import static org.sessionroom.provider.dialect.RealtimeScript.message;
import static org.sessionroom.provider.dialect.RealtimeScript.open;
import static org.sessionroom.provider.dialect.RealtimeScript.sayASecond;
import static org.sessionroom.provider.dialect.RealtimeScript.send;
import static org.sessionroom.provider.dialect.RealtimeScript.sound;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessionroom.provider.RecordedRecognition;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechResult.PartialText;
import org.sessionroom.provider.scripted.ScriptedProvider;
import org.sessionroom.provider.scripted.ScriptedProvider.Script;

/** The session with a provider of the realtime dialect: its shapes, refusals and errors. */
class RealtimeSessionTest {

    private static final String NESTED = "session.update {audio, type}";
    private static final String FLAT = "session.update {input_audio_format, input_audio_transcription, turn_detection}";
    private static final String FLAT_TRANSCRIPTION = "transcription_" + FLAT;

    private static String shape(JsonObject update) {
        JsonObject session = update.getJsonObject("session");
        return update.getString("type") + " "
                + new TreeSet<>(session.keySet()).toString().replace('[', '{').replace(']', '}');
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
    void aProviderThatDoesNotGreetIsLeft() {
        Script mute = peer -> peer.accept().listen();
        try (var provider = ScriptedProvider.playing(mute);
                var open = open(provider)) {
            RecordedRecognition.await("connection", () -> provider.connections() == 1);
            open.passUntil("error", Duration.ofMillis(500), () -> errors(open).equals(List.of(Reason.TIMED_OUT)));
        }
    }
}
