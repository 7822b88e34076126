package org.sessionroom.provider.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.provider.dialect.VoskScript.SECOND;
import static org.sessionroom.provider.dialect.VoskScript.SECOND_BYTES;
import static org.sessionroom.provider.dialect.VoskScript.SILENCE_BYTES;
import static org.sessionroom.provider.dialect.VoskScript.accept;
import static org.sessionroom.provider.dialect.VoskScript.hears;
import static org.sessionroom.provider.dialect.VoskScript.open;
import static org.sessionroom.provider.dialect.VoskScript.sayASecond;
import static org.sessionroom.provider.dialect.VoskScript.words;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.sessionroom.provider.HandClock;
import org.sessionroom.provider.OpenStream;
import org.sessionroom.provider.RecordedRecognition;
import org.sessionroom.provider.api.Appended;
import org.sessionroom.provider.api.ProviderHealth;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechResult.ErrorReported;
import org.sessionroom.provider.api.SpeechResult.PartialText;
import org.sessionroom.provider.api.SpeechResult.RecognisedUtterance;
import org.sessionroom.provider.api.SpeechResult.StateChanged;
import org.sessionroom.provider.scripted.ScriptedProvider;
import org.sessionroom.provider.scripted.ScriptedProvider.Script;

/** What a provider of the Vosk dialect hears. */
class VoskTest {

    @Test
    void whatIsSaidComesBackWithTheTimesAtWhichItWasSaid() {
        Script script = peer -> {
            accept(peer).sound(SECOND_BYTES);
            peer.send("{\"partial\" : \"estou\"}");
            peer.sound(SILENCE_BYTES);
            peer.send(words("estou aqui", 0.2, 0.9, 0.75));
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider).listening()) {
            sayASecond(open);
            RecordedRecognition.await("final", () -> open.recorded.finals().size() == 1);
            PartialText partial = open.recorded.all(PartialText.class).get(0);
            assertEquals("estou", partial.text());
            assertEquals(
                    new RecognisedUtterance(
                            open.id,
                            1,
                            "1",
                            "estou aqui",
                            HandClock.START.plusMillis(200),
                            HandClock.START.plusMillis(900),
                            OptionalDouble.of(0.75),
                            false),
                    open.recorded.finals().get(0));
            assertEquals(ProviderHealth.State.UP, open.health.now().state());
        }
    }

    @Test
    void whatIsNoWordIsNobodysAlsoHere() {
        Script script = peer -> {
            hears(accept(peer), "[unk]");
            hears(peer, "sim");
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider).listening()) {
            sayASecond(open);
            sayASecond(open);
            RecordedRecognition.await("final", () -> open.recorded.texts().equals(List.of("sim")));
            assertEquals(List.of(), open.recorded.gaps());
        }
    }

    @Test
    void aPartialThatIsRepeatedIsToldOnce() {
        Script script = peer -> {
            accept(peer).sound(SECOND_BYTES);
            for (String partial : List.of("estou", "estou", "estou aqui", "estou aqui")) {
                peer.send("{\"partial\" : \"" + partial + "\"}");
            }
            peer.sound(SILENCE_BYTES);
            peer.send(words("estou aqui", 0.2, 0.9, 1));
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider).listening()) {
            sayASecond(open);
            RecordedRecognition.await("final", () -> open.recorded.finals().size() == 1);
            assertEquals(
                    List.of("estou", "estou aqui"),
                    open.recorded.all(PartialText.class).stream()
                            .map(PartialText::text)
                            .toList());
        }
    }

    @Test
    void silenceThatWasCutOutCountsInTheTimes() {
        Script script = peer -> {
            hears(accept(peer), "antes");
            peer.sound(SECOND_BYTES + SILENCE_BYTES);
            // The provider counts the silence it received, 1.2 s, and not the minute that was left out.
            peer.send(words("depois", 2.3, 3.1, 1));
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider).listening()) {
            sayASecond(open);
            open.pause(Duration.ofMinutes(1));
            sayASecond(open);
            RecordedRecognition.await("finals", () -> open.recorded.finals().size() == 2);
            RecognisedUtterance second = open.recorded.finals().get(1);
            assertEquals(HandClock.START.plusMillis(61_100), second.from());
            assertEquals(HandClock.START.plusMillis(61_900), second.to());
        }
    }

    @Test
    void whatIsSaidBeforeTheProviderAnswersIsNotLost() {
        Script script = peer -> {
            peer.header("host");
            hears(accept(peer), "cedo");
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider)) {
            sayASecond(open);
            RecordedRecognition.await("final", () -> open.recorded.texts().equals(List.of("cedo")));
        }
    }

    @Test
    void closingHearsOutAndSaysGoodbye() {
        Script script = peer -> {
            accept(peer).sound(SECOND_BYTES + SILENCE_BYTES);
            peer.send("{\"text\" : \"\"}");
            assertEquals("{\"eof\" : 1}", peer.text());
            peer.send("{\"text\" : \"até logo\"}");
            peer.goodbye(1000);
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider).listening()) {
            open.speak(SECOND);
            open.stream.close();
            assertEquals(
                    Appended.LOST,
                    open.stream.append(new byte[OpenStream.FRAME_BYTES], HandClock.START.toEpochMilli()));
            RecordedRecognition.await("end", () -> open.ends.equals(List.of(Optional.empty())));
            assertEquals(List.of("até logo"), open.recorded.texts());
            assertEquals(List.of(), open.recorded.gaps());
            assertFalse(open.recorded.states().contains(StateChanged.State.LOST));
        }
    }

    @Test
    void whatIsNoMessageOfTheProtocolIsPassedOver() {
        Script script = peer -> {
            accept(peer).sound(SECOND_BYTES);
            peer.send("{\"partial\" : 777e7777777559}");
            peer.send("{\"news\" : [1,2]}");
            peer.send("no JSON");
            peer.sound(SILENCE_BYTES);
            peer.sendInParts(words("ainda aqui", 0.1, 0.9, 1), 20);
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider).listening()) {
            sayASecond(open);
            RecordedRecognition.await("final", () -> open.recorded.texts().equals(List.of("ainda aqui")));
            assertTrue(open.recorded.all(ErrorReported.class).stream()
                    .allMatch(error -> error.reason() == Reason.NOT_JSON));
        }
    }

    @Test
    void aHugeMessageIsRefused() {
        Script huge = peer -> {
            accept(peer).sound(SECOND_BYTES);
            peer.send("{\"text\" : \"" + "a".repeat(SocketConversation.LONGEST) + "\"}");
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(huge);
                var open = open(provider).listening()) {
            open.speak(SECOND);
            RecordedRecognition.await(
                    "error", () -> !open.recorded.all(ErrorReported.class).isEmpty());
            assertEquals(
                    Reason.TOO_LARGE,
                    open.recorded.all(ErrorReported.class).get(0).reason());
        }
    }

    @Test
    void aQuietLineIsKeptAliveByPings() {
        Script script = peer -> {
            accept(peer);
            assertEquals("{\"eof\" : 1}", peer.text());
            assertEquals(1, peer.pings());
            peer.send("{\"text\" : \"\"}");
            peer.next();
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider).listening()) {
            open.pass(Duration.ofSeconds(20));
            open.pass(Duration.ofSeconds(1));
            open.stream.close();
            RecordedRecognition.await("end", () -> !open.ends.isEmpty());
        }
    }

    @Test
    void beforeItsLimitALineIsReplacedWhereSpeechPauses() {
        Script old = peer -> {
            accept(peer).sound(SECOND_BYTES + SILENCE_BYTES);
            assertEquals("{\"eof\" : 1}", peer.text());
            peer.send(words("velha", 0.1, 0.9, 1));
            peer.send("{\"text\" : \"\"}");
            peer.goodbye(1000);
            peer.listen();
        };
        Script fresh = peer -> {
            hears(accept(peer), "nova");
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(old, fresh);
                var open = open(provider).listening()) {
            open.speak(SECOND);
            // A commit that never comes stands for a person who talks without a pause.
            open.clock.pass(Duration.ofMinutes(9));
            open.stream.commit();
            open.clock.pass(Duration.ofMinutes(9));
            open.stream.commit();
            open.clock.pass(Duration.ofMinutes(5));
            open.stream.commit();
            assertEquals(0, open.recorded.finals().size());
            RecordedRecognition.await("second connection", () -> provider.connections() == 2);
            RecordedRecognition.await(
                    "final of the old line", () -> open.recorded.texts().equals(List.of("velha")));
            sayASecond(open);
            RecordedRecognition.await(
                    "final of the new line", () -> open.recorded.finals().size() == 2);
            assertEquals(List.of("velha", "nova"), open.recorded.texts());
            assertEquals(
                    List.of(1, 2),
                    open.recorded.finals().stream()
                            .map(RecognisedUtterance::epoch)
                            .toList());
            assertEquals(List.of(StateChanged.State.LISTENING), open.recorded.states());
        }
    }

    @Test
    void whoeverSpeaksWithoutAPauseIsCutAtTheLimit() {
        Script old = peer -> {
            accept(peer).sound(4 * OpenStream.FRAME_BYTES);
            peer.send("{\"partial\" : \"sem parar\"}");
            peer.sound(SILENCE_BYTES);
            assertEquals("{\"eof\" : 1}", peer.text());
            peer.send(words("sem parar", 0, 0.4, 1));
            peer.goodbye(1000);
            peer.listen();
        };
        Script fresh = peer -> {
            hears(accept(peer), "e sem fim");
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(old, fresh);
                var open = open(provider).listening()) {
            for (int i = 0; i < 4; i++) {
                open.speak(Duration.ofMillis(OpenStream.FRAME_MILLIS));
                open.clock.pass(Duration.ofMinutes(6));
            }
            RecordedRecognition.await(
                    "partial", () -> open.recorded.all(PartialText.class).size() == 1);
            open.stream.tick();
            RecordedRecognition.await("second connection", () -> provider.connections() == 2);
            assertEquals(List.of(), open.recorded.texts());
            open.clock.pass(Duration.ofMinutes(1));
            // The new connection may still be opening.
            open.passUntil("final of the old line", () -> open.recorded.texts().equals(List.of("sem parar")));
            sayASecond(open);
            RecordedRecognition.await(
                    "final of the new line", () -> open.recorded.finals().size() == 2);
            assertEquals(List.of(), open.recorded.gaps());
        }
    }
}
