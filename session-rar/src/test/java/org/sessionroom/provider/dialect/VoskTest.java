package org.sessionroom.provider.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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
import org.sessionroom.provider.api.SpeechResult.LostSpeech;
import org.sessionroom.provider.api.SpeechResult.PartialText;
import org.sessionroom.provider.api.SpeechResult.RecognisedUtterance;
import org.sessionroom.provider.api.SpeechResult.StateChanged;
import org.sessionroom.provider.scripted.Peer;
import org.sessionroom.provider.scripted.ScriptedProvider;
import org.sessionroom.provider.scripted.ScriptedProvider.Script;

class VoskTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int SECOND_BYTES = 32_000;
    private static final int SILENCE_BYTES = 38_400;

    private static Peer accept(Peer peer) throws IOException {
        peer.accept();
        assertEquals("{\"config\":{\"sample_rate\":16000}}", peer.text());
        return peer;
    }

    private static String words(String text, double start, double end, double confidence) {
        return "{\"result\":[{\"conf\":" + confidence + ",\"start\":" + start + ",\"end\":" + end + ",\"word\":\"x\"}],"
                + "\"text\":\"" + text + "\"}";
    }

    /** Receives a second of speech and the silence after it, and recognises this text. */
    private static Peer hears(Peer peer, String text) throws IOException {
        peer.sound(SECOND_BYTES + SILENCE_BYTES);
        peer.send(words(text, 0.1, 0.9, 0.8));
        return peer;
    }

    private static OpenStream open(ScriptedProvider provider) {
        return new OpenStream(Dialect.VOSK, provider.socketAddress("/"));
    }

    private static void sayASecond(OpenStream open) {
        open.speak(SECOND);
        open.stream.commit();
    }

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
    void whatIsAbandonedWhileItIsHeardOutIsNotSentAgain() {
        Script drops = peer -> accept(peer).sound(SECOND_BYTES);
        try (var provider = ScriptedProvider.playing(drops, drops);
                var open = open(provider).listening()) {
            open.speak(SECOND);
            RecordedRecognition.await("drop", () -> open.recorded.states().contains(StateChanged.State.RECONNECTING));
            open.stream.close();
            open.stream.abandon();
            assertEquals(List.of(Optional.empty()), open.ends);
            open.pass(Duration.ofSeconds(30));
            assertEquals(1, provider.connections());
        }
    }

    @Test
    void afterADropOnlyWhatWasNotHeardIsSentAgain() {
        Script first = peer -> {
            hears(accept(peer), "um");
            peer.sound(SECOND_BYTES);
        };
        Script second = peer -> {
            byte[] again = accept(peer).sound(SECOND_BYTES);
            // The frames of the second second carry 11 to 20.
            assertEquals(11, again[0]);
            peer.sound(SILENCE_BYTES);
            peer.send(words("dois", 0.1, 0.9, 1));
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(first, second);
                var open = open(provider).listening()) {
            sayASecond(open);
            RecordedRecognition.await(
                    "first final", () -> open.recorded.finals().size() == 1);
            sayASecond(open);
            open.passUntil("second final", () -> open.recorded.finals().size() == 2);
            assertEquals(List.of("um", "dois"), open.recorded.texts());
            assertEquals(2, open.recorded.finals().get(1).epoch());
            assertEquals(
                    HandClock.START.plusMillis(1100),
                    open.recorded.finals().get(1).from());
            assertEquals(List.of(), open.recorded.gaps());
            assertEquals(
                    List.of(
                            StateChanged.State.LISTENING,
                            StateChanged.State.RECONNECTING,
                            StateChanged.State.LISTENING),
                    open.recorded.states());
            assertEquals(
                    List.of(Reason.DROPPED),
                    open.recorded.all(ErrorReported.class).stream()
                            .map(ErrorReported::reason)
                            .toList());
        }
    }

    @Test
    void whatIsTooOldToBeSentAgainIsToldAsAGap() {
        Script drops = peer -> accept(peer);
        Script hears = peer -> {
            accept(peer).sound(30 * SECOND_BYTES);
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(drops, hears);
                var open = open(provider)) {
            RecordedRecognition.await("drop", () -> open.recorded.states().contains(StateChanged.State.RECONNECTING));
            open.speak(Duration.ofSeconds(40));
            open.passUntil("gap", () -> !open.recorded.gaps().isEmpty());
            assertEquals(
                    List.of(new LostSpeech(
                            open.id, HandClock.START, HandClock.START.plusSeconds(10), Reason.TOO_LONG_AGO)),
                    open.recorded.gaps());
        }
    }

    @Test
    void aRefusedLoginIsNotTriedAgain() {
        Script refuses = peer -> peer.answer(401, "text/plain", "who are you");
        try (var provider = ScriptedProvider.playing(refuses);
                var open = open(provider)) {
            open.speak(SECOND);
            RecordedRecognition.await("end", () -> open.ends.equals(List.of(Optional.of(Reason.REFUSED_LOGIN))));
            open.pass(Duration.ofMinutes(1));
            assertEquals(1, provider.connections());
            assertEquals(List.of(StateChanged.State.LOST), open.recorded.states());
            assertEquals(
                    List.of(new LostSpeech(
                            open.id, HandClock.START, HandClock.START.plus(SECOND), Reason.REFUSED_LOGIN)),
                    open.recorded.gaps());
            assertEquals(Optional.of(Reason.REFUSED_LOGIN), open.health.now().reason());
        }
    }

    @Test
    void aProviderThatDoesNotAnswerTheConnectionIsTriedAgain() {
        try (var provider = ScriptedProvider.playing(Peer::hold);
                var open = open(provider)) {
            RecordedRecognition.await("connection", () -> provider.connections() == 1);
            open.pass(Duration.ofSeconds(5));
            assertEquals(
                    Reason.TIMED_OUT,
                    open.recorded.all(ErrorReported.class).get(0).reason());
            open.pass(SECOND);
            RecordedRecognition.await("second connection", () -> provider.connections() == 2);
        }
    }

    @Test
    void aProviderThatTakesSoundAndSaysNothingIsLeft() {
        Script mute = peer -> accept(peer).listen();
        try (var provider = ScriptedProvider.playing(mute);
                var open = open(provider).listening()) {
            open.pass(Duration.ofMinutes(1));
            assertEquals(1, provider.connections());
            open.speak(SECOND);
            open.passUntil("error", Duration.ofMillis(500), () -> !open.recorded
                    .all(ErrorReported.class)
                    .isEmpty());
            assertFalse(open.clock.instant().isBefore(HandClock.START.plusSeconds(70)));
            assertEquals(
                    Reason.TIMED_OUT,
                    open.recorded.all(ErrorReported.class).get(0).reason());
        }
    }

    @Test
    void aProviderThatStallsMakesFramesOverflowAndAGapTellsOfThem() {
        Script stalls = peer -> accept(peer).hold();
        try (var provider = ScriptedProvider.playing(stalls);
                var open = open(provider).listening()) {
            List<Appended> answers = new ArrayList<>();
            // How much the operating system buffers is unknown; our own queue is bounded.
            RecordedRecognition.await("stall", () -> {
                List<Appended> minute = open.speak(Duration.ofMinutes(1));
                answers.addAll(minute);
                return minute.stream().allMatch(Appended.OVERFLOW::equals);
            });
            open.stream.close();
            long leftOut = open.recorded.gaps().stream()
                    .mapToLong(gap -> Duration.between(gap.from(), gap.to()).toMillis())
                    .sum();
            assertEquals(Collections.frequency(answers, Appended.OVERFLOW) * 100L, leftOut);
            assertTrue(open.recorded.gaps().stream().allMatch(gap -> gap.reason() == Reason.STALLED));
            assertEquals(
                    HandClock.START.plusMillis(answers.size() * 100L),
                    open.recorded.gaps().get(open.recorded.gaps().size() - 1).to());
        }
    }

    @Test
    void aProviderThatStallsForLongIsLeft() {
        Script stalls = peer -> accept(peer).hold();
        try (var provider = ScriptedProvider.playing(stalls);
                var open = open(provider).listening()) {
            open.speak(Duration.ofMinutes(20));
            open.passUntil("error", Duration.ofMillis(500), () -> !open.recorded
                    .all(ErrorReported.class)
                    .isEmpty());
            assertTrue(open.recorded.states().contains(StateChanged.State.RECONNECTING));
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

    @Test
    void whatAnOldLineDidNotTellBeforeItFailedIsHeardAnew() {
        Script old = peer -> {
            accept(peer).sound(SECOND_BYTES + SILENCE_BYTES);
            assertEquals("{\"eof\" : 1}", peer.text());
        };
        Script fresh = peer -> {
            accept(peer).listen();
        };
        Script third = peer -> {
            hears(accept(peer), "afinal");
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(old, fresh, third);
                var open = open(provider).listening()) {
            open.clock.pass(Duration.ofMinutes(9));
            open.stream.commit();
            open.clock.pass(Duration.ofMinutes(9));
            open.stream.commit();
            open.clock.pass(Duration.ofMinutes(5));
            sayASecond(open);
            open.passUntil("final", () -> open.recorded.texts().equals(List.of("afinal")));
            assertEquals(3, open.recorded.finals().get(0).epoch());
            assertEquals(List.of(), open.recorded.gaps());
        }
    }

    @Test
    void anOwnerWhoFellSilentForTheLeaseLosesTheStream() {
        Script script = peer -> {
            accept(peer);
            assertEquals("{\"eof\" : 1}", peer.text());
            peer.send("{\"text\" : \"\"}");
            peer.next();
        };
        try (var provider = ScriptedProvider.playing(script);
                var open = open(provider).listening()) {
            open.pass(Duration.ofMinutes(10).minusMillis(1));
            assertEquals(List.of(), open.ends);
            open.pass(Duration.ofMillis(1));
            RecordedRecognition.await("end", () -> !open.ends.isEmpty());
            assertEquals(List.of(StateChanged.State.LISTENING, StateChanged.State.LOST), open.recorded.states());
            assertEquals(
                    Reason.ABANDONED,
                    open.recorded.all(ErrorReported.class).get(0).reason());
        }
    }

    @Test
    void aProviderThatStaysAwayLosesTheStream() {
        Script away = peer -> peer.answer(503, "text/plain", "busy");
        try (var provider = ScriptedProvider.playing(away);
                var open = open(provider)) {
            RecordedRecognition.await("failure", () -> !open.recorded.states().isEmpty());
            open.speak(SECOND);
            open.clock.pass(Duration.ofMinutes(5));
            open.speak(SECOND);
            open.clock.pass(Duration.ofMinutes(5));
            open.passUntil("end", () -> !open.ends.isEmpty());
            assertEquals(List.of(Optional.of(Reason.BUSY)), open.ends);
            assertEquals(List.of(StateChanged.State.RECONNECTING, StateChanged.State.LOST), open.recorded.states());
        }
    }

    @Test
    void soundThatBringsDownEveryLineIsLetGo() {
        Script fragile = peer -> accept(peer).sound(SECOND_BYTES);
        Script hears = peer -> {
            hears(accept(peer), "depois");
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(fragile, fragile, fragile, fragile, fragile, hears);
                var open = open(provider).listening()) {
            open.speak(SECOND);
            open.passUntil("gap", () -> !open.recorded.gaps().isEmpty());
            sayASecond(open);
            open.passUntil("final", () -> open.recorded.texts().equals(List.of("depois")));
            assertEquals(
                    List.of(new LostSpeech(open.id, HandClock.START, HandClock.START.plus(SECOND), Reason.DROPPED)),
                    open.recorded.gaps());
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
}
