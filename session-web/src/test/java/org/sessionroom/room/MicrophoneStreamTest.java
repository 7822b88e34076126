package org.sessionroom.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.consent.GivenConsents;
import org.sessionroom.json.StrictJson;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Seat;
import org.sessionroom.provider.api.Appended;
import org.sessionroom.provider.api.SpeechConnection;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.RoomRules;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.TranscriptTerms;
import org.sessionroom.transcript.GapReason;
import org.sessionroom.transcript.Microphone;
import org.sessionroom.transcript.Microphones;
import org.sessionroom.transcript.TranscriptionService;

class MicrophoneStreamTest {

    private static final UUID ID = UUID.fromString("01a204b3-f08d-7463-b80b-d8abaf6194f6");
    private static final Instant NOW = Instant.parse("2026-11-22T19:00:00Z");
    private static final TranscriptTerms TERMS = new TranscriptTerms(new SessionId(ID), 1, NOW.minusSeconds(30));
    private static final long PAGE = 5_000_000;

    private final List<String> heard = new ArrayList<>();
    private final List<Integer> closed = new ArrayList<>();
    private long counted;
    private Appended answer = Appended.ACCEPTED;
    private final MicrophoneStream stream = stream();

    private MicrophoneStream stream() {
        SpeechConnection connection = new SpeechConnection() {

            @Override
            public Appended append(byte[] pcm, long atMillis) {
                heard.add(pcm.length + "@" + (atMillis - NOW.toEpochMilli()));
                return answer;
            }

            @Override
            public void commit() {
                heard.add("rest");
            }

            @Override
            public void close() {
                heard.add("end");
            }

            @Override
            public void abandon() {
                heard.add("abandoned");
            }
        };
        TranscriptionService transcriptionService = new TranscriptionService() {

            @Override
            public void count(Seat seat, long bytes) {
                counted += bytes;
            }

            @Override
            public void missed(UUID stream, Instant from, Instant to, GapReason reason) {
                heard.add(reason + " " + (to.toEpochMilli() - from.toEpochMilli()));
            }
        };
        Microphones microphones = new Microphones() {

            @Override
            public void close(Microphone microphone, boolean keepLateResults) {
                microphone.close();
                heard.add(keepLateResults ? "late results are kept" : "late results are dropped");
            }
        };
        Session socket = (Session) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Session.class}, (self, method, args) -> {
                    if (method.getName().equals("close")) {
                        closed.add(((CloseReason) args[0]).getCloseCode().getCode());
                    }
                    return null;
                });
        RoomState state =
                new RoomState(SessionStatus.ACTIVE, RoomRules.FIRST, TERMS, true, null, GivenConsents.after(List.of()));
        return new MicrophoneStream(
                Guards.of(socket, 0),
                new LiveRoom(state, List.of()),
                microphone(connection),
                transcriptionService,
                microphones,
                Clock.fixed(NOW, ZoneOffset.UTC),
                0);
    }

    /** Created by reflection, because only the use case can open one. */
    private static Microphone microphone(SpeechConnection connection) {
        try {
            Constructor<?> opening = Microphone.class.getDeclaredConstructors()[0];
            opening.setAccessible(true);
            Seat seat = new Seat(Person.therapist("paulo"), new SessionId(ID), new ParticipantId(ID));
            return (Microphone) opening.newInstance(ID, TERMS, seat, ParticipantRole.THERAPIST, "pt-BR", connection);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void tells(String text) {
        stream.receive(StrictJson.parse(text), 0);
    }

    private void says(long pageMillis, int bytes) {
        stream.receive(frame(pageMillis, bytes), 0);
    }

    private static ByteBuffer frame(long pageMillis, int bytes) {
        return ByteBuffer.allocate(4 + bytes).putInt((int) pageMillis).rewind();
    }

    @Test
    void soundIsTimedByThePagesClockAgainstOurs() {
        tells("{\"type\":\"clock\",\"now\":" + PAGE + "}");
        says(PAGE - 100, 3_200);
        says(PAGE, 3_200);
        tells("{\"type\":\"rest\"}");
        assertEquals(List.of("3200@-100", "3200@0", "rest"), heard);
    }

    @Test
    void whatWasSpokenBeforeSomebodyChangedTheirMindIsNotPassedOn() {
        tells("{\"type\":\"clock\",\"now\":" + PAGE + "}");
        says(PAGE - 30_001, 2);
        says(PAGE - 30_000, 4);
        assertEquals(List.of("4@-30000"), heard);
        assertEquals(List.of(), closed);
    }

    @Test
    void aClockBeyondFortyNineDaysIsUnderstood() {
        long late = 0xFFFF_FF00L;
        tells("{\"type\":\"clock\",\"now\":" + late + "}");
        says(late, 2);
        assertEquals(List.of("2@0"), heard);
    }

    @Test
    void whoSaysNotWhatTheirClockShowsIsNotUnderstood() {
        assertInvalid(() -> says(PAGE, 2));
    }

    @ParameterizedTest
    @ValueSource(longs = {-60_001, 2_001})
    void aTimeThatCannotBeIsNotTaken(long offset) {
        tells("{\"type\":\"clock\",\"now\":" + PAGE + "}");
        assertInvalid(() -> says(PAGE + offset, 2));
    }

    @Test
    void timeDoesNotRunBackwards() {
        tells("{\"type\":\"clock\",\"now\":" + PAGE + "}");
        says(PAGE, 2);
        assertInvalid(() -> says(PAGE - 1, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4_098})
    void soundOutOfShapeIsNotTaken(int bytes) {
        tells("{\"type\":\"clock\",\"now\":" + PAGE + "}");
        assertInvalid(() -> says(PAGE, bytes));
    }

    @Test
    void aGapIsTold() {
        tells("{\"type\":\"clock\",\"now\":" + PAGE + "}");
        tells("{\"type\":\"gap\",\"from\":" + (PAGE - 3_000) + ",\"to\":" + (PAGE - 1_000) + "}");
        assertEquals(List.of("LINE_LOST 2000"), heard);
    }

    @Test
    void whoTellsOfGapsWithoutEndIsClosed() {
        tells("{\"type\":\"clock\",\"now\":" + PAGE + "}");
        for (int i = 0; i < 18; i++) {
            tells("{\"type\":\"gap\",\"from\":" + (PAGE - 100 + i) + ",\"to\":" + (PAGE - 99 + i) + "}");
        }
        assertEquals(List.of(1008), closed);
        assertEquals(15, heard.stream().filter("LINE_LOST 1"::equals).count());
    }

    @Test
    void aGapWithoutLengthIsNone() {
        tells("{\"type\":\"clock\",\"now\":" + PAGE + "}");
        assertInvalid(() -> tells("{\"type\":\"gap\",\"from\":" + PAGE + ",\"to\":" + PAGE + "}"));
    }

    @Test
    void soundIsCountedInLargePieces() {
        tells("{\"type\":\"clock\",\"now\":" + PAGE + "}");
        for (int i = 0; i < 31; i++) {
            says(PAGE, 4_096);
        }
        assertEquals(0, counted);
        says(PAGE, 4_096);
        assertEquals(32 * 4_096, counted);
    }

    @Test
    void moreThanAnybodySaysClosesItOnce() {
        tells("{\"type\":\"clock\",\"now\":" + PAGE + "}");
        for (int i = 0; i < 70; i++) {
            says(PAGE, 2);
        }
        assertEquals(List.of(1008), closed);
        assertEquals(List.of("end", "late results are kept"), heard.subList(60, heard.size()));
    }

    @Test
    void aStreamThatIsLostClosesTheLineSoThatThePageComesAgain() {
        tells("{\"type\":\"clock\",\"now\":" + PAGE + "}");
        answer = Appended.LOST;
        says(PAGE, 2);
        assertEquals(List.of(1013), closed);
    }

    @Test
    void whatTheRecogniserDoesNotKeepUpWithDoesNotEndTheLine() {
        tells("{\"type\":\"clock\",\"now\":" + PAGE + "}");
        answer = Appended.OVERFLOW;
        says(PAGE, 2);
        assertEquals(List.of(), closed);
    }

    @Test
    void nothingIsTakenFromAClosedLine() {
        tells("{\"type\":\"clock\",\"now\":" + PAGE + "}");
        stream.close(CloseReasons.NOT_LISTENED_TO, false);
        stream.close(CloseReasons.LEFT, true);
        says(PAGE, 2);
        tells("{\"type\":\"rest\"}");
        assertEquals(List.of("end", "late results are dropped"), heard);
        assertEquals(List.of(4005), closed);
    }

    private static void assertInvalid(Runnable act) {
        assertEquals(
                Rejection.INVALID, assertThrows(SessionRejected.class, act::run).rejection());
    }
}
