package org.sessionroom.tests.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.tests.driver.RoomSocketClient.is;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.DatabaseOutage;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.Management;
import org.sessionroom.tests.driver.MicrophoneClient;
import org.sessionroom.tests.driver.Pair;
import org.sessionroom.tests.driver.Recogniser;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Voice;

/**
 * From a microphone's socket to the transcript, with the real adapter and a speech server on a real socket. It has more than 350 lines
 * because another class would start another room with a recogniser.
 */
class MicrophoneIT {

    private static final int TRY_AGAIN_LATER = 1013;
    private static final int NOT_LISTENED_TO = 4005;
    private static final int QUOTA_REACHED = 4006;
    private static final int MALFORMED = 1007;

    private static Recogniser recogniser;
    private static Room room;
    private static Therapist therapist;
    private static Records records;

    private Pair pair;

    @BeforeAll
    static void start() {
        recogniser = new Recogniser();
        room = RunningRoom.started("microphone", recogniser.environment());
        therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
        records = new Records(room.database().dataSource());
    }

    @AfterAll
    static void end() {
        room.close();
        recogniser.close();
    }

    @BeforeEach
    void bothAgree() {
        pair = Pair.transcribed(therapist);
    }

    @AfterEach
    void bothGo() {
        pair.close();
        Eventually.holds("end of every stream", () -> recogniser.streams() == 0);
    }

    @Test
    void whatEachSaysIsWrittenDownOnceAsTheirs() throws IOException {
        try (MicrophoneClient paulo = pair.desksMicrophone();
                MicrophoneClient ana = pair.clientsMicrophone()) {
            paulo.says(Voice.DEEP, 1);
            pair.desk().await(line("THERAPIST", Voice.DEEP));
            ana.says(Voice.HIGH, 1);
            JsonObject heard = pair.desk().await(line("CLIENT", Voice.HIGH));
            assertEquals("SPOKEN", heard.getString("state"));
            assertEquals("pt-BR", heard.getString("language"));
        }
        // Lines are in the order of their times; a second of sound that is sent at once overlaps with the next.
        assertEquals(
                List.of("CLIENT SPOKEN", "THERAPIST SPOKEN"),
                records.transcript(pair.session()).stream().sorted().toList());
        assertEquals(
                Map.of("THERAPIST", Voice.DEEP.words(), "CLIENT", Voice.HIGH.words()),
                pair.deskApi().get(pair.path("/transcript")).expect(200).array().getValuesAs(JsonObject.class).stream()
                        .collect(Collectors.toMap(one -> one.getString("role"), one -> one.getString("text"))));
        assertEquals(List.of(), records.columnsThatShow("a voz"));
        assertFalse(Files.readString(room.nodes().get(0).log()).contains("a voz"));
    }

    /** Text that a recogniser invents for silence or noise is removed; text that may be real is marked as doubtful for the therapist. */
    @Test
    void noiseBecomesNoLineAndWhatIsDoubtfulIsMarkedUntilItIsPutRight() {
        try (MicrophoneClient ana = pair.clientsMicrophone()) {
            for (String noise : List.of("[MÚSICA]", "Legendas pela comunidade Amara.org", "♪")) {
                int before = recogniser.written();
                recogniser.makesUp(noise);
                ana.says(Voice.HIGH, 1);
                Eventually.holds(noise, () -> recogniser.written() > before);
            }
            recogniser.makesUp("Obrigado por assistir!");
            ana.says(Voice.HIGH, 1);
            JsonObject doubtful = pair.desk().await(is("line"));
            assertEquals("Obrigado por assistir!", doubtful.getString("text"));
            assertTrue(doubtful.getBoolean("doubtful"));
            recogniser.listensAgain();
            ana.says(Voice.HIGH, 1);
            assertFalse(pair.desk().await(line("CLIENT", Voice.HIGH)).containsKey("doubtful"));
            String path = pair.path("/transcript/" + doubtful.getString("lineId"));
            assertFalse(pair.deskApi()
                    .put(path, "{\"text\":\"Obrigada por me ouvir.\"}")
                    .expect(200)
                    .object()
                    .containsKey("doubtful"));
        } finally {
            recogniser.listensAgain();
        }
        assertEquals(2, records.transcript(pair.session()).size());
    }

    @Test
    void theClientIsShownWhatIsWrittenDownOnlyWhileTheTherapistShowsIt() {
        try (MicrophoneClient ana = pair.clientsMicrophone()) {
            ana.says(Voice.HIGH, 1);
            pair.desk().await(line("CLIENT", Voice.HIGH));
            assertEquals(List.of(), pair.client().heard("line"));
            pair.clientApi().get(pair.path("/transcript")).expectProblem(403, "NOT_ALLOWED");
            assertEquals("done", shares(true));
            pair.client().await(is("session").and(shared(true)));
            pair.client().resume(0);
            assertEquals(
                    1, pair.client().await(is("lines")).getJsonArray("lines").size());
            ana.says(Voice.HIGH, 1);
            pair.client().await(line("CLIENT", Voice.HIGH));
            assertEquals("done", shares(false));
            pair.client().await(is("session").and(shared(false)));
            ana.says(Voice.HIGH, 1);
            pair.desk().await(line("CLIENT", Voice.HIGH));
            assertEquals(List.of(), pair.client().heard("line"));
        }
    }

    private String shares(boolean shared) {
        var id = UUID.randomUUID();
        pair.desk().send(command(id, "SHARE_TRANSCRIPT").add("shared", shared).build());
        return pair.desk().await(RoomSocketClient.has("commandId", id)).getString("type");
    }

    private static jakarta.json.JsonObjectBuilder command(UUID id, String command) {
        return Json.createObjectBuilder()
                .add("type", "command")
                .add("id", id.toString())
                .add("command", command);
    }

    private static Predicate<JsonObject> shared(boolean shared) {
        return frame -> frame.getJsonObject("session").getBoolean("transcriptShared") == shared;
    }

    @ParameterizedTest
    @CsvSource({"THERAPIST, WITHDRAWN", "CLIENT, WITHDRAWN", "CLIENT, REFUSED"})
    void aConsentThatIsTakenBackClosesTheProvidersStreamsWithinASecond(String whose, String decision) {
        try (MicrophoneClient paulo = pair.desksMicrophone();
                MicrophoneClient ana = pair.clientsMicrophone()) {
            Eventually.holds("two streams", () -> recogniser.streams() == 2);
            long asked = System.nanoTime();
            pair.decides(whose.equals("CLIENT") ? pair.clientApi() : pair.deskApi(), "TRANSCRIPTION", decision)
                    .expect(201);
            assertEquals(NOT_LISTENED_TO, paulo.closeCode());
            assertEquals(NOT_LISTENED_TO, ana.closeCode());
            Eventually.holds("end of both streams", () -> recogniser.streams() == 0);
            Duration took = Duration.ofNanos(recogniser.lastClosed() - asked);
            assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, took::toString);
        }
        try (MicrophoneClient again = pair.desksMicrophone()) {
            assertEquals(NOT_LISTENED_TO, again.closeCode());
        }
        assertEquals(
                "TRANSCRIPTION " + decision,
                records.auditedWithCode(pair.session()).stream()
                        .filter(row -> row.startsWith("CONSENT"))
                        .reduce((older, newer) -> newer)
                        .orElseThrow()
                        .replace("CONSENT DONE ", ""));
    }

    @Test
    void nothingIsHeardBeforeBothHaveAgreed() {
        try (Pair other = Pair.admitted(therapist)) {
            other.decides(other.deskApi(), "TRANSCRIPTION", "GIVEN").expect(201);
            other.bothHear(Pair.agreedTo("TRANSCRIPTION", "THERAPIST"));
            long before = recogniser.heard();
            for (MicrophoneClient microphone : List.of(other.desksMicrophone(), other.clientsMicrophone())) {
                microphone.says(Voice.DEEP, 1);
                assertEquals(NOT_LISTENED_TO, microphone.closeCode());
            }
            assertEquals(before, recogniser.heard());
            assertEquals(List.of(), records.transcript(other.session()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"THERAPIST", "CLIENT"})
    void eitherTakesBothOffTheRecordAndOnlyThemselvesBackOnIt(String whose) {
        RoomSocketClient who = whose.equals("CLIENT") ? pair.client() : pair.desk();
        RoomSocketClient other = whose.equals("CLIENT") ? pair.desk() : pair.client();
        try (MicrophoneClient paulo = pair.desksMicrophone();
                MicrophoneClient ana = pair.clientsMicrophone()) {
            assertEquals("done", who.goesOffRecord(0));
            other.await(offRecord(whose));
            assertEquals(NOT_LISTENED_TO, paulo.closeCode());
            assertEquals(NOT_LISTENED_TO, ana.closeCode());
        }
        assertEquals("done", other.command("ON_RECORD"));
        try (MicrophoneClient tooEarly = pair.desksMicrophone()) {
            assertEquals(NOT_LISTENED_TO, tooEarly.closeCode());
        }
        assertEquals("done", who.command("ON_RECORD"));
        try (MicrophoneClient again = pair.desksMicrophone()) {
            again.says(Voice.DEEP, 1);
            pair.desk().await(line("THERAPIST", Voice.DEEP));
        }
    }

    @Test
    void whoSaysAgainWhatTheyWantedDoesNotInterruptAnybody() {
        try (MicrophoneClient paulo = pair.desksMicrophone()) {
            Eventually.holds("a stream", () -> recogniser.streams() == 1);
            pair.decides(pair.clientApi(), "TRANSCRIPTION", "GIVEN").expect(200);
            assertEquals("done", pair.client().command("ON_RECORD"));
            paulo.says(Voice.DEEP, 1);
            pair.desk().await(line("THERAPIST", Voice.DEEP));
            assertTrue(paulo.isOpen());
        }
    }

    private static Predicate<JsonObject> offRecord(String... roles) {
        var expected = Json.createArrayBuilder(List.of(roles)).build();
        return is("session")
                .and(frame ->
                        frame.getJsonObject("session").getJsonArray("offRecord").equals(expected));
    }

    @Test
    void theLastMinutesAreDroppedForBothAndForGood() {
        try (MicrophoneClient paulo = pair.desksMicrophone();
                MicrophoneClient ana = pair.clientsMicrophone()) {
            paulo.says(Voice.DEEP, 1);
            pair.desk().await(line("THERAPIST", Voice.DEEP));
            ana.says(Voice.HIGH, 1);
            pair.desk().await(line("CLIENT", Voice.HIGH));
            records.moveLine(pair.session(), "THERAPIST", "3 minutes");
            assertEquals("done", pair.client().goesOffRecord(2));
            JsonObject dropped = pair.desk().await(is("line").and(state("DROPPED")));
            assertFalse(dropped.containsKey("text"));
        }
        assertEquals(List.of("THERAPIST SPOKEN", "CLIENT DROPPED"), records.transcript(pair.session()));
        assertEquals(
                0,
                records.number(
                        "select count(*) from transcript_line where session_id = ? and state = 'DROPPED'"
                                + " and (sealed_text is not null or sealed_correction is not null)",
                        pair.session()));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3, 120})
    void otherMinutesThanTheOnesOfferedAreRefused(int drop) {
        assertEquals("INVALID", pair.client().goesOffRecord(drop));
    }

    @Test
    void aPauseEndsTheListening() {
        try (MicrophoneClient paulo = pair.desksMicrophone()) {
            long before = recogniser.heard();
            paulo.says(Voice.DEEP, 1);
            // The room has a socket of its own, so that a pause may overtake sound that is still in transit.
            Eventually.holds("sound at the recogniser", () -> recogniser.heard() > before);
            pair.deskApi()
                    .post(pair.path("/transitions"), "{\"transition\":\"PAUSE\"}")
                    .expect(200);
            assertEquals(NOT_LISTENED_TO, paulo.closeCode());
            pair.desk().await(line("THERAPIST", Voice.DEEP));
        }
    }

    @Test
    void whatWasStillToComeWhenSomebodyWentOffTheRecordDoesNotComeAfterwards() {
        recogniser.holdsItsTongue();
        try (MicrophoneClient ana = pair.clientsMicrophone()) {
            long before = recogniser.heard();
            ana.says(Voice.HIGH, 1);
            Eventually.holds("sound at the recogniser", () -> recogniser.heard() > before);
            assertEquals("done", pair.desk().command("PAUSE"));
            assertEquals(NOT_LISTENED_TO, ana.closeCode());
            assertEquals("done", pair.client().goesOffRecord(1));
            assertEquals("done", pair.client().command("ON_RECORD"));
        } finally {
            recogniser.speaks();
        }
        assertEquals("done", pair.desk().command("RESUME"));
        try (MicrophoneClient paulo = pair.desksMicrophone()) {
            paulo.says(Voice.DEEP, 1);
            pair.desk().await(line("THERAPIST", Voice.DEEP));
        }
        assertEquals(List.of("THERAPIST SPOKEN"), records.transcript(pair.session()));
    }

    @Test
    void whoLeavesTheRoomIsNotListenedToAnyMore() {
        try (MicrophoneClient ana = pair.clientsMicrophone()) {
            Eventually.holds("a stream", () -> recogniser.streams() == 1);
            pair.client().close();
            assertEquals(TRY_AGAIN_LATER, ana.closeCode());
        }
    }

    @Test
    void theTherapistPutsALineRightAndEachTakesBackOnlyTheirOwn() {
        try (MicrophoneClient paulo = pair.desksMicrophone();
                MicrophoneClient ana = pair.clientsMicrophone()) {
            paulo.says(Voice.DEEP, 1);
            String paulos = pair.desk().await(line("THERAPIST", Voice.DEEP)).getString("lineId");
            ana.says(Voice.HIGH, 1);
            JsonObject heardLine = pair.desk().await(line("CLIENT", Voice.HIGH));
            String anas = heardLine.getString("lineId");
            assertEquals("done", shares(true));

            pair.clientApi()
                    .put(pair.path("/transcript/" + anas), "{\"text\":\"não\"}")
                    .expect(403);
            String line = pair.path("/transcript/" + anas);
            String heard = '"' + Integer.toString(heardLine.getInt("changed")) + '"';
            String put = "{\"text\":\"a voz da Ana\"}";
            pair.deskApi().putIfMatch(line, heard, put).expect(200);
            pair.deskApi()
                    .putIfMatch(line, heard, "{\"text\":\"de outra janela\"}")
                    .expectProblem(412, "LINE_CHANGED");
            pair.deskApi().putIfMatch(line, "*", put).expectProblem(412, "LINE_CHANGED");
            String correctedOnce = pair.deskApi().put(line, put).expect(200).text();
            assertEquals(
                    correctedOnce,
                    pair.deskApi().putIfMatch(line, heard, put).expect(200).text());
            JsonObject corrected = pair.client().await(is("line").and(state("CORRECTED")));
            assertEquals("a voz da Ana", corrected.getString("text"));
            assertEquals(Voice.HIGH.words(), corrected.getString("heard"));

            pair.deskApi().delete(pair.path("/transcript/" + anas)).expectProblem(403, "NOT_YOURS");
            pair.clientApi().delete(pair.path("/transcript/" + paulos)).expectProblem(403, "NOT_YOURS");
            String once = pair.clientApi()
                    .delete(pair.path("/transcript/" + anas))
                    .expect(200)
                    .text();
            JsonObject struck = pair.desk().await(is("line").and(state("STRUCK")));
            assertFalse(struck.containsKey("text") || struck.containsKey("heard"));
            String again = pair.clientApi()
                    .delete(pair.path("/transcript/" + anas))
                    .expect(200)
                    .text();
            assertEquals(once, again);
            pair.deskApi()
                    .put(pair.path("/transcript/" + anas), "{\"text\":\"de volta\"}")
                    .expectProblem(409, "WRONG_STATE");
        }
    }

    /** Also if the transcript is not shown to them. */
    @Test
    void theClientTakesBackWhatTheyAreNotShown() {
        try (MicrophoneClient ana = pair.clientsMicrophone()) {
            ana.says(Voice.HIGH, 1);
            String line = pair.desk().await(line("CLIENT", Voice.HIGH)).getString("lineId");
            pair.clientApi().delete(pair.path("/transcript/" + line)).expect(200);
            assertEquals("STRUCK", pair.desk().await(is("line")).getString("state"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"text\":null}", "{\"text\":\"  \"}", "null"})
    void aCorrectionWithoutWordsIsRefused(String body) {
        try (MicrophoneClient paulo = pair.desksMicrophone()) {
            paulo.says(Voice.DEEP, 1);
            String line = pair.desk().await(line("THERAPIST", Voice.DEEP)).getString("lineId");
            pair.deskApi().put(pair.path("/transcript/" + line), body).expectProblem(400, "INVALID");
        }
    }

    @Test
    void aLineOfAnotherSessionIsNotFound() {
        try (MicrophoneClient paulo = pair.desksMicrophone();
                Pair other = Pair.transcribed(therapist)) {
            paulo.says(Voice.DEEP, 1);
            String line = pair.desk().await(line("THERAPIST", Voice.DEEP)).getString("lineId");
            other.deskApi().get(pair.path("/transcript")).expectProblem(403, "NOT_YOURS");
            try (MicrophoneClient there = other.desksMicrophone()) {
                there.says(Voice.DEEP, 1);
                other.desk().await(line("THERAPIST", Voice.DEEP));
            }
            other.deskApi().delete(other.path("/transcript/" + line)).expectProblem(404, "NOT_FOUND");
        }
    }

    @Test
    void aFullSessionHearsNothingMoreAndGoesOn() {
        records.fill(pair.session());
        try (MicrophoneClient paulo = pair.desksMicrophone()) {
            assertEquals(QUOTA_REACHED, paulo.closeCode());
        }
        UUID figure = UUID.randomUUID();
        pair.desk().changed(Changes.placed(figure, "Mãe"));
        pair.deskApi()
                .post(pair.path("/transitions"), "{\"transition\":\"COMPLETE\"}")
                .expect(200);
    }

    @Test
    void soundCountsTowardsWhatASessionMayTakeUp() {
        long before = stored();
        try (MicrophoneClient paulo = pair.desksMicrophone()) {
            paulo.says(Voice.DEEP, 5);
            pair.desk().await(line("THERAPIST", Voice.DEEP));
        }
        assertTrue(stored() - before >= 128_000, () -> "counted " + (stored() - before));
    }

    private long stored() {
        return records.number("select stored_bytes from therapy_session where id = ?", pair.session());
    }

    static Stream<byte[]> soundOutOfShape() {
        return Stream.of(new byte[0], new byte[1], new byte[3], new byte[4_098], new byte[20_000]);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource
    void soundOutOfShape(byte[] sound) {
        try (MicrophoneClient paulo = pair.desksMicrophone()) {
            paulo.frame(1_000_000, ByteBuffer.wrap(sound));
            int code = paulo.closeCode();
            assertTrue(code == MALFORMED || code == 1009, () -> "closed " + code);
            assertEquals(code == MALFORMED ? "MALFORMED" : "TOO_BIG", paulo.closeReason());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 900_000, 1_010_000, 4_000_000_000L})
    void aTimeThatCannotBeClosesTheLine(long at) {
        try (MicrophoneClient paulo = pair.desksMicrophone()) {
            paulo.frame(at, ByteBuffer.wrap(new byte[MicrophoneClient.FRAME]));
            assertEquals(MALFORMED, paulo.closeCode());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "{}",
                "{\"type\":\"shout\"}",
                "[]",
                "{\"type\":\"gap\",\"from\":777e7777777559,\"to\":1}",
                "{\"type\":\"gap\",\"from\":1000000,\"to\":1000000}"
            })
    void whatIsNotOfTheProtocolClosesTheLine(String text) {
        try (MicrophoneClient paulo = pair.desksMicrophone()) {
            paulo.tells(text);
            assertEquals(MALFORMED, paulo.closeCode());
        }
    }

    @Test
    void whoSendsFasterThanAnybodySpeaksIsClosed() {
        try (MicrophoneClient paulo = pair.desksMicrophone()) {
            for (int i = 0; i < 80; i++) {
                paulo.frame(1_000_000 + i, ByteBuffer.wrap(new byte[MicrophoneClient.FRAME]));
            }
            assertEquals(1008, paulo.closeCode());
        }
    }

    @Test
    void aSecondMicrophoneOfTheSamePersonTakesTheFirstsPlace() {
        try (MicrophoneClient first = pair.desksMicrophone()) {
            Eventually.holds("a stream", () -> recogniser.streams() == 1);
            try (MicrophoneClient second = pair.desksMicrophone()) {
                assertEquals(4001, first.closeCode());
                second.says(Voice.DEEP, 1);
                pair.desk().await(line("THERAPIST", Voice.DEEP));
            }
        }
    }

    /** Each socket keeps its own stream to the recogniser until all of its sound is processed. */
    @Test
    void nobodyOpensOneMicrophoneAfterTheOther() {
        int opened = 0;
        int last = 0;
        while (last != 1008 && opened < 30) {
            try (MicrophoneClient paulo = pair.desksMicrophone()) {
                opened++;
                last = paulo.isOpenFor(Duration.ofMillis(300)) ? 0 : paulo.closeCode();
            }
        }
        assertEquals(1008, last);
        assertTrue(opened > 5 && opened < 20, "opened " + opened);
    }

    @Test
    void whatWasLostOnItsWayHereIsShownAsMissing() {
        try (MicrophoneClient ana = pair.clientsMicrophone()) {
            ana.says(Voice.HIGH, 1);
            pair.desk().await(line("CLIENT", Voice.HIGH));
            ana.tells("{\"type\":\"gap\",\"from\":1000200,\"to\":1000300}");
            JsonObject gap = pair.desk().await(is("line").and(state("GAP")));
            assertEquals("LINE_LOST", gap.getString("gap"));
            assertEquals("CLIENT", gap.getString("role"));
        }
    }

    @Test
    void aRecogniserThatIsLostIsToldToBothAndWhatItMissedIsHeardWhenItIsBack() {
        try (MicrophoneClient paulo = pair.desksMicrophone()) {
            pair.bothHear(listening("ON"));
            recogniser.goesAway();
            paulo.says(Voice.DEEP, 1);
            pair.bothHear(listening("RECONNECTING"));
            recogniser.comesBack();
            pair.bothHear(listening("ON"));
            pair.desk().await(line("THERAPIST", Voice.DEEP));
        } finally {
            recogniser.comesBack();
        }
    }

    @Test
    void aRecogniserThatIsLostIsCountedAndToldAndNoReasonToTakeTheRoomDown() {
        var management = new Management(room);
        String reconnects = "session_room_speech_reconnect_total\\{.*\\}";
        double before = management.metric(reconnects);
        Eventually.holds(
                "recogniser that is well, or was not needed yet",
                () -> !management.ready("providers").getString("speech").startsWith("DOWN"));
        try (MicrophoneClient paulo = pair.desksMicrophone()) {
            pair.bothHear(listening("ON"));
            recogniser.goesAway();
            paulo.says(Voice.DEEP, 1);
            Eventually.holds(
                    "word of it where readiness is asked for",
                    () -> management.ready("providers").getString("speech").startsWith("DOWN"));
            assertEquals("UP", management.health("ready").getString("status"));
            recogniser.comesBack();
            pair.desk().await(line("THERAPIST", Voice.DEEP));
        } finally {
            recogniser.comesBack();
        }
        assertTrue(management.metric(reconnects) > before);
        for (String counted :
                List.of("speech_final_seconds_count", "provider_bytes_total", "speech_partial_seconds_count")) {
            assertTrue(management.metric("session_room_" + counted + "(?:\\{.*\\})?") > 0, counted);
        }
    }

    /** Somebody may withdraw their consent through another node, and this node would not notice. */
    @ParameterizedTest
    @EnumSource
    void whileTheDatabaseIsAwayNobodyIsListenedTo(DatabaseOutage outage) throws SQLException {
        try (MicrophoneClient paulo = pair.desksMicrophone()) {
            pair.bothHear(listening("ON"));
            outage.during(room.database(), () -> {
                Eventually.holds("end of the stream", () -> recogniser.streams() == 0);
                assertEquals(TRY_AGAIN_LATER, paulo.closeCode());
                pair.bothHear(listening("OFF"));
            });
        }
        try (MicrophoneClient again = desksMicrophoneOnceItHolds()) {
            again.says(Voice.DEEP, 1);
            pair.desk().await(line("THERAPIST", Voice.DEEP));
        }
    }

    /** It would accept sound that is lost, and the page would not notice. */
    @Test
    void aMicrophoneThatCannotBeOpenedIsClosed() throws SQLException {
        String ticket = therapist.pass(pair.session()).ticket();
        DatabaseOutage.REFUSES.during(room.database(), () -> {
            try (MicrophoneClient late = MicrophoneClient.open(HttpVisitor.origin(room), ticket)) {
                assertEquals(TRY_AGAIN_LATER, late.closeCode());
            }
        });
        desksMicrophoneOnceItHolds().close();
    }

    /** As a page does, which reconnects until the microphone socket stays open. */
    private MicrophoneClient desksMicrophoneOnceItHolds() {
        for (int i = 0; i < 5; i++) {
            MicrophoneClient line = pair.desksMicrophone();
            if (line.isOpenFor(Duration.ofSeconds(1))) {
                return line;
            }
            line.close();
        }
        throw new AssertionError("never listened to again");
    }

    @Test
    void aTicketIsGoodForOneMicrophoneAndNobodyElses() {
        Map<String, Integer> refusals = Map.of("used", 4003, "invented", 4003);
        String ticket = therapist.pass(pair.session()).ticket();
        try (MicrophoneClient first = MicrophoneClient.open(HttpVisitor.origin(room), ticket);
                MicrophoneClient again = MicrophoneClient.open(HttpVisitor.origin(room), ticket);
                MicrophoneClient invented = MicrophoneClient.open(HttpVisitor.origin(room), "x".repeat(43))) {
            assertEquals(refusals.get("used"), again.closeCode());
            assertEquals(refusals.get("invented"), invented.closeCode());
            assertTrue(first.isOpen());
        }
    }

    private static Predicate<JsonObject> line(String role, Voice voice) {
        return is("line")
                .and(frame -> frame.getString("role").equals(role)
                        && frame.getString("text", "").equals(voice.words()));
    }

    private static Predicate<JsonObject> state(String state) {
        return frame -> frame.getString("state").equals(state);
    }

    private static Predicate<JsonObject> listening(String state) {
        return is("listening").and(state(state));
    }
}
