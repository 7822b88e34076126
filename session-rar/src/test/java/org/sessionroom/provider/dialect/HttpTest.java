package org.sessionroom.provider.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessionroom.provider.HandClock;
import org.sessionroom.provider.OpenStream;
import org.sessionroom.provider.RecordedRecognition;
import org.sessionroom.provider.api.Appended;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechResult.LostSpeech;
import org.sessionroom.provider.api.SpeechResult.StateChanged;
import org.sessionroom.provider.scripted.Peer;
import org.sessionroom.provider.scripted.ScriptedProvider;
import org.sessionroom.provider.scripted.ScriptedProvider.Script;

class HttpTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int WAV_HEADER = 44;

    private static Script answers(String text) {
        return answers(200, "application/json", "{\"text\":\"" + text + "\"}");
    }

    private static Script answers(int status, String type, String body) {
        return peer -> {
            form(peer);
            peer.answer(status, type, body);
        };
    }

    /** The form data, one character per byte. */
    private static String form(Peer peer) throws IOException {
        return new String(peer.body(), StandardCharsets.ISO_8859_1);
    }

    private static OpenStream open(ScriptedProvider provider) {
        return new OpenStream(Dialect.HTTP, provider.address("/v1/audio/transcriptions"));
    }

    private static void sayASecond(OpenStream open) {
        open.speak(SECOND);
        open.stream.commit();
    }

    @Test
    void anUtteranceIsSentAsAFile() {
        Script script = peer -> {
            assertEquals("POST /v1/audio/transcriptions HTTP/1.1", peer.requestLine());
            assertEquals("Bearer key-of-the-hospital", peer.header("authorization"));
            assertEquals("", peer.header("upgrade"));
            String form = form(peer);
            assertTrue(form.contains("name=\"model\"\r\n\r\nouvinte\r\n"));
            assertTrue(form.contains("name=\"language\"\r\n\r\npt\r\n"));
            int file = form.indexOf("RIFF");
            assertEquals("WAVEfmt ", form.substring(file + 8, file + 16));
            assertEquals(32_000, form.lastIndexOf("\r\n--", form.length() - 4) - file - WAV_HEADER);
            peer.answer(200, "application/json", "{\"text\":\" Bom dia. \"}");
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider).listening()) {
            sayASecond(open);
            RecordedRecognition.await("final", () -> open.recorded.texts().equals(List.of("Bom dia.")));
            assertEquals(HandClock.START, open.recorded.finals().get(0).from());
            assertEquals(
                    HandClock.START.plus(SECOND), open.recorded.finals().get(0).to());
            open.stream.close();
            RecordedRecognition.await("end", () -> open.ends.equals(List.of(Optional.empty())));
            assertEquals(List.of(), open.recorded.gaps());
        }
    }

    @Test
    void whatIsAbandonedIsNeverSent() {
        try (var provider = ScriptedProvider.playing(answers("nunca"));
                var open = open(provider).listening()) {
            open.speak(SECOND);
            open.stream.abandon();
            open.stream.abandon();
            assertEquals(List.of(Optional.empty()), open.ends);
            assertEquals(
                    Appended.LOST,
                    open.stream.append(new byte[OpenStream.FRAME_BYTES], HandClock.START.toEpochMilli()));
            open.pass(Duration.ofSeconds(30));
            assertEquals(0, provider.connections());
        }
    }

    @Test
    void oneIsAskedAboutAtATimeAndInOrder() {
        try (var provider = ScriptedProvider.playing(answers("um"), answers("dois"), answers("três"));
                var open = open(provider).listening()) {
            sayASecond(open);
            open.pause(Duration.ofMinutes(2));
            sayASecond(open);
            sayASecond(open);
            RecordedRecognition.await("finals", () -> open.recorded.texts().equals(List.of("um", "dois", "três")));
            assertEquals(
                    HandClock.START.plusSeconds(121),
                    open.recorded.finals().get(1).from());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, text/plain, bad request, REFUSED_REQUEST",
        "200, text/plain, failed to process audio, NOT_JSON",
        "200, application/json, '{\"error\":\"failed to read audio data\"}', FAILED",
        "200, application/json, '{\"text\":777e7777777559}', NOT_JSON"
    })
    void anUtteranceTheProviderCannotHearIsAGap(int status, String type, String body, Reason reason) {
        try (var provider = ScriptedProvider.playing(answers(status, type, body), answers("depois"));
                var open = open(provider).listening()) {
            sayASecond(open);
            sayASecond(open);
            RecordedRecognition.await("final", () -> open.recorded.texts().equals(List.of("depois")));
            assertEquals(
                    List.of(new LostSpeech(open.id, HandClock.START, HandClock.START.plus(SECOND), reason)),
                    open.recorded.gaps());
        }
    }

    @ParameterizedTest
    @CsvSource({"429, BUSY", "503, BUSY", "500, FAILED", "408, TIMED_OUT"})
    void whatAProviderCouldNotDoNowIsAskedAgain(int status, Reason reason) {
        try (var provider = ScriptedProvider.playing(answers(status, "text/plain", "later"), answers("afinal"));
                var open = open(provider).listening()) {
            sayASecond(open);
            RecordedRecognition.await("error", () -> open.recorded.order().contains("ErrorReported"));
            assertEquals(Optional.of(reason), open.health.now().reason());
            open.passUntil("final", () -> open.recorded.texts().equals(List.of("afinal")));
            assertEquals(2, provider.connections());
            assertEquals(Optional.empty(), open.health.now().reason());
        }
    }

    @Test
    void aRefusedKeyLosesTheStream() {
        try (var provider = ScriptedProvider.playing(answers(401, "text/plain", "no"));
                var open = open(provider).listening()) {
            sayASecond(open);
            RecordedRecognition.await("end", () -> open.ends.equals(List.of(Optional.of(Reason.REFUSED_LOGIN))));
            assertEquals(List.of(StateChanged.State.LISTENING, StateChanged.State.LOST), open.recorded.states());
        }
    }

    @Test
    void silenceThatWhisperWritesDownIsNothingSaid() {
        try (var provider = ScriptedProvider.playing(
                        answers(" [BLANK_AUDIO]\\n"), answers("Legendas pela comunidade Amara.org"), answers("fim"));
                var open = open(provider).listening()) {
            sayASecond(open);
            sayASecond(open);
            sayASecond(open);
            RecordedRecognition.await("final", () -> open.recorded.texts().equals(List.of("fim")));
            assertEquals(List.of(), open.recorded.gaps());
            assertFalse(open.recorded.finals().get(0).doubtful());
        }
    }

    private static String segment(String text, double noSpeech, double likelihood) {
        return "{\"text\":\"" + text + "\",\"no_speech_prob\":" + noSpeech + ",\"avg_logprob\":" + likelihood + "}";
    }

    private static Script segments(String... segments) {
        return answers(200, "application/json", "{\"text\":\"x\",\"segments\":[" + String.join(",", segments) + "]}");
    }

    @Test
    void segmentsThatAreSilenceByWhispersOwnRuleAreLeftOut() {
        try (var provider = ScriptedProvider.playing(
                        segments(segment(" Tchau.", 0.95, -1.4)),
                        segments(segment(" Eu não dormi.", 0.1, -0.3), segment(" Obrigado.", 0.8, -1.2)));
                var open = open(provider).listening()) {
            sayASecond(open);
            sayASecond(open);
            RecordedRecognition.await("final", () -> open.recorded.texts().equals(List.of("Eu não dormi.")));
            assertFalse(open.recorded.finals().get(0).doubtful());
            assertEquals(List.of(), open.recorded.gaps());
        }
    }

    @ParameterizedTest
    @CsvSource({"0.8, -0.3", "0.1, -1.3"})
    void whereOneSignAloneSpeaksAgainstItATextIsDoubtful(double noSpeech, double likelihood) {
        try (var provider = ScriptedProvider.playing(segments(segment("Talvez.", noSpeech, likelihood)));
                var open = open(provider).listening()) {
            sayASecond(open);
            RecordedRecognition.await("final", () -> open.recorded.finals().size() == 1);
            assertTrue(open.recorded.finals().get(0).doubtful());
        }
    }

    @Test
    void aModelThatKnowsTheBareTextAloneIsAskedForIt() {
        Script noDetails = peer -> {
            assertTrue(form(peer).contains("\r\n\r\nverbose_json\r\n"));
            peer.answer(
                    400,
                    "application/json",
                    "{\"error\":{\"param\":\"response_format\",\"code\":\"unsupported_value\"}}");
        };
        Script bare = peer -> {
            assertTrue(form(peer).contains("\r\n\r\njson\r\n"));
            peer.answer(200, "application/json", "{\"text\":\"sim\"}");
        };
        try (var provider = ScriptedProvider.playing(noDetails, bare);
                var open = open(provider).listening()) {
            sayASecond(open);
            sayASecond(open);
            RecordedRecognition.await("finals", () -> open.recorded.texts().equals(List.of("sim", "sim")));
            assertEquals(3, provider.connections());
            assertEquals(List.of(), open.recorded.gaps());
        }
    }

    @ParameterizedTest
    @CsvSource({"404, MISCONFIGURED", "402, OUT_OF_QUOTA"})
    void aRefusalForGoodLosesTheStreamAndIsSaid(int status, Reason reason) {
        try (var provider = ScriptedProvider.playing(answers(status, "text/plain", "no"));
                var open = open(provider).listening()) {
            sayASecond(open);
            RecordedRecognition.await("end", () -> open.ends.equals(List.of(Optional.of(reason))));
            assertEquals(Optional.of(reason), open.health.now().reason());
            assertEquals(reason, open.recorded.gaps().get(0).reason());
        }
    }

    @Test
    void aProviderThatRefusesEveryUtteranceIsNotAskedForEver() {
        try (var provider = ScriptedProvider.playing(answers(400, "text/plain", "model is required"));
                var open = open(provider).listening()) {
            sayASecond(open);
            sayASecond(open);
            sayASecond(open);
            RecordedRecognition.await("end", () -> open.ends.equals(List.of(Optional.of(Reason.MISCONFIGURED))));
            assertEquals(3, provider.connections());
        }
    }

    @Test
    void anAnswerBeyondItsBoundIsNotRead() {
        try (var provider = ScriptedProvider.playing(answers("a".repeat(HttpConversation.LONGEST)));
                var open = open(provider).listening()) {
            sayASecond(open);
            RecordedRecognition.await("error", () -> Optional.of(Reason.TOO_LARGE)
                    .equals(open.health.now().reason()));
        }
    }

    @Test
    void anAnswerWhoseBodyNeverEndsIsGivenUp() {
        CompletableFuture<String> endless = new CompletableFuture<>();
        CompletionException failure =
                assertThrows(CompletionException.class, HttpConversation.within(Duration.ofMillis(1), endless)::join);
        assertEquals(Reason.TIMED_OUT, Refusals.of(failure));
        assertTrue(endless.isCancelled());
    }
}
