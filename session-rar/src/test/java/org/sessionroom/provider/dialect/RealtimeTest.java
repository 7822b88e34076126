package org.sessionroom.provider.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import static org.sessionroom.provider.dialect.RealtimeScript.open;
import static org.sessionroom.provider.dialect.RealtimeScript.sayASecond;
import static org.sessionroom.provider.dialect.RealtimeScript.send;
import static org.sessionroom.provider.dialect.RealtimeScript.sound;
import static org.sessionroom.provider.dialect.RealtimeScript.started;
import static org.sessionroom.provider.dialect.RealtimeScript.stopped;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sessionroom.provider.HandClock;
import org.sessionroom.provider.RecordedRecognition;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechResult.LostSpeech;
import org.sessionroom.provider.api.SpeechResult.PartialText;
import org.sessionroom.provider.api.SpeechResult.RecognisedUtterance;
import org.sessionroom.provider.scripted.ScriptedProvider;
import org.sessionroom.provider.scripted.ScriptedProvider.Script;

/** What a provider of the realtime dialect hears. */
class RealtimeTest {

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
