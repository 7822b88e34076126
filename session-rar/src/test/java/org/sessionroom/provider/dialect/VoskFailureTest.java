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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.provider.HandClock;
import org.sessionroom.provider.RecordedRecognition;
import org.sessionroom.provider.api.Appended;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechResult.ErrorReported;
import org.sessionroom.provider.api.SpeechResult.LostSpeech;
import org.sessionroom.provider.api.SpeechResult.StateChanged;
import org.sessionroom.provider.scripted.Peer;
import org.sessionroom.provider.scripted.ScriptedProvider;
import org.sessionroom.provider.scripted.ScriptedProvider.Script;

/** A provider of the Vosk dialect that drops, stalls, refuses or stays away. */
class VoskFailureTest {

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

    /** Speech whose answer cannot be read is sent again, and reported as lost if that does not help: it never disappears. */
    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "{}", "{\"text\":5}", "{\"hello\":\"you\"}", "[]"})
    void speechWithoutAReadableAnswerIsReportedAsLost(String nonsense) {
        Script babbles = peer -> {
            accept(peer).sound(SECOND_BYTES + SILENCE_BYTES);
            peer.send(nonsense);
            peer.listen();
        };
        try (var provider = ScriptedProvider.playing(babbles);
                var open = open(provider).listening()) {
            sayASecond(open);
            // Each conversation reports the unreadable message, and then that it was given up.
            for (int reports = 1; open.recorded.gaps().isEmpty(); reports += 2) {
                int expected = reports;
                open.passUntil(
                        "unreadable message",
                        () -> open.recorded.all(ErrorReported.class).size() >= expected);
                open.pass(Duration.ofSeconds(30));
            }
            assertEquals(
                    List.of(new LostSpeech(open.id, HandClock.START, HandClock.START.plus(SECOND), Reason.NOT_JSON)),
                    open.recorded.gaps());
            assertEquals(List.of(), open.recorded.finals());
            assertTrue(provider.connections() >= 2, "sent again");
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
}
