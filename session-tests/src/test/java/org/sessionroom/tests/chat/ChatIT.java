package org.sessionroom.tests.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.tests.driver.RoomSocketClient.has;
import static org.sessionroom.tests.driver.RoomSocketClient.is;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.chat.ChatMessage;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.Pair;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;

/** The chat: each message is stored once, delivered to both, and to nobody else. */
@ExtendWith(RunningRoom.class)
class ChatIT {

    private static Room room;
    private static Therapist therapist;

    @BeforeAll
    static void logIn(Room running) {
        room = running;
        therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
    }

    private static JsonObject chat(UUID messageId, String text) {
        return Json.createObjectBuilder()
                .add("type", "chat")
                .add("messageId", messageId.toString())
                .add("text", text)
                .build();
    }

    private static JsonObject chatted(RoomSocketClient line, UUID messageId) {
        return line.await(is("chatted").and(has("messageId", messageId)));
    }

    private static String refused(RoomSocketClient line, String text) {
        UUID id = UUID.randomUUID();
        line.send(chat(id, text));
        return line.await(is("refused").and(has("messageId", id))).getString("code");
    }

    private static JsonObject says(RoomSocketClient line, String text) {
        UUID id = UUID.randomUUID();
        line.send(chat(id, text));
        return chatted(line, id);
    }

    private static JsonObject resume(long lastChat) {
        return Json.createObjectBuilder()
                .add("type", "resume")
                .add("lastSeq", 0)
                .add("lastChat", lastChat)
                .build();
    }

    private static List<Integer> places(JsonObject chats) {
        return chats.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
                .map(message -> message.getInt("seq"))
                .toList();
    }

    @Test
    void bothReadWhatOneWrites() {
        try (Pair pair = Pair.admitted(therapist)) {
            JsonObject sent = says(pair.client(), "  Posso falar\nagora?  ");
            assertEquals("Posso falar\nagora?", sent.getString("text"));
            assertEquals(1, sent.getInt("seq"));
            assertEquals(sent, pair.desk().await("chatted"));
            JsonObject kept = pair.deskApi()
                    .get(pair.path("/messages"))
                    .expect(200)
                    .array()
                    .getJsonObject(0);
            assertEquals(
                    sent, Json.createObjectBuilder(kept).add("type", "chatted").build());
            assertEquals(
                    JsonValue.EMPTY_JSON_ARRAY,
                    pair.clientApi()
                            .get(pair.path("/messages?after=1"))
                            .expect(200)
                            .array());
        }
    }

    @Test
    void whatWaitedForALineIsKeptOnceHoweverOftenItIsSent() {
        try (Pair pair = Pair.admitted(therapist)) {
            UUID id = UUID.randomUUID();
            pair.client().send(chat(id, "escrito sem rede"));
            JsonObject first = chatted(pair.client(), id);
            pair.client().send(chat(id, " escrito sem rede "));
            assertEquals(first, chatted(pair.client(), id));
            pair.client().send(chat(id, "outra coisa"));
            assertEquals("CHANGE_ID_REUSED", pair.client().await(is("refused")).getString("code"));
            assertEquals(2, says(pair.client(), "a seguir").getInt("seq"));
            List<Integer> heard = pair.desk().heard("chatted").stream()
                    .map(frame -> frame.getInt("seq"))
                    .toList();
            assertEquals(List.of(1, 2), heard);
            pair.desk().send(chat(id, "escrito sem rede"));
            assertEquals(
                    "CHANGE_ID_REUSED", pair.desk().await(is("refused")).getString("code"), "an id of the other's");
        }
    }

    @Test
    void whoComesBackReadsWhatTheyMissed() {
        try (Pair pair = Pair.admitted(therapist)) {
            IntStream.rangeClosed(1, 3).forEach(i -> says(pair.client(), "mensagem " + i));
            pair.desk().close();
            try (RoomSocketClient back = therapist.enters(pair.opened())) {
                back.send(resume(1));
                assertEquals(List.of(2, 3), places(back.await("chats")));
                back.resume(0);
                assertEquals(List.of(1, 2, 3), places(back.await("chats")));
                back.send(resume(3));
                assertEquals(List.of(), back.heard("chats"));
            }
        }
    }

    @Test
    void aLongChatComesInParts() {
        try (Pair pair = Pair.admitted(therapist)) {
            // Four bytes each; the size of an answer is limited.
            String page = "\uD83C\uDF31".repeat(2_000);
            IntStream.range(0, 60).forEach(i -> saysInTime(pair.client(), page));
            pair.client().send(resume(0));
            JsonObject first = pair.client().await("chats");
            assertTrue(first.getBoolean("more"));
            List<Integer> places = places(first);
            assertTrue(places.size() < 60);
            pair.client().send(resume(places.size()));
            JsonObject rest = pair.client().await("chats");
            assertFalse(rest.getBoolean("more"));
            assertEquals(IntStream.rangeClosed(places.size() + 1, 60).boxed().toList(), places(rest));
        }
    }

    /** The same as the page does: a message that was rejected as too fast is sent again. */
    private static void saysInTime(RoomSocketClient line, String text) {
        UUID id = UUID.randomUUID();
        line.send(chat(id, text));
        while (line.await(has("messageId", id)).getString("type").equals("refused")) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            line.send(chat(id, text));
        }
    }

    @Test
    void whatIsNoMessageIsRefusedAndTheLineStays() {
        try (Pair pair = Pair.admitted(therapist)) {
            assertEquals("INVALID", refused(pair.client(), "   "));
            assertEquals("INVALID", refused(pair.client(), "x".repeat(2_001)));
            assertEquals("INVALID", refused(pair.client(), "a\u0000b"));
            says(pair.client(), "x".repeat(2_000));
        }
        try (Pair pair = Pair.admitted(therapist)) {
            pair.client().sendText("{\"type\":\"chat\",\"messageId\":\"" + UUID.randomUUID() + "\",\"text\":7}");
            assertEquals(1007, pair.client().closeCode());
        }
    }

    @Test
    void moreThanAPersonTypesIsTooFastAndTheLineStays() {
        try (Pair pair = Pair.admitted(therapist)) {
            List<UUID> ids =
                    IntStream.range(0, 60).mapToObj(i -> UUID.randomUUID()).toList();
            ids.forEach(id -> pair.client().send(chat(id, "depressa")));
            long refused = ids.stream()
                    .map(id -> pair.client().await(has("messageId", id)))
                    .filter(is("refused"))
                    .peek(refusal -> assertEquals("TOO_FAST", refusal.getString("code")))
                    .count();
            assertTrue(refused > 0);
            assertEquals(61 - refused, saysAfterAWhile(pair.client()));
        }
    }

    private static long saysAfterAWhile(RoomSocketClient line) {
        return Eventually.get("room for a message", () -> {
                    UUID id = UUID.randomUUID();
                    line.send(chat(id, "com calma"));
                    return Optional.of(line.await(has("messageId", id))).filter(is("chatted"));
                })
                .getInt("seq");
    }

    @Test
    void longMessagesAreReadInPartsOfALimitedSize() {
        try (Pair pair = Pair.admitted(therapist)) {
            String longest = "🙂".repeat(ChatMessage.LONGEST);
            for (int i = 0; i < 20; i++) {
                says(pair.desk(), longest);
                says(pair.client(), longest);
            }
            int first = pair.deskApi()
                    .get(pair.path("/messages"))
                    .expect(200)
                    .array()
                    .size();
            assertTrue(first > 30 && first < 40, "at once: " + first);
            assertEquals(
                    40 - first,
                    pair.deskApi()
                            .get(pair.path("/messages?after=" + first))
                            .expect(200)
                            .array()
                            .size());
            pair.client().send(resume(0));
            JsonObject chats = pair.client().await("chats");
            assertEquals(first, places(chats).size());
            assertTrue(chats.getBoolean("more"));

            String newest = therapist.get("/session?id=" + pair.session()).body();
            assertEquals(first, shown(newest));
            Matcher earlier =
                    Pattern.compile("id=\"chat-earlier\" href=\"([^\"#]*)").matcher(newest);
            assertTrue(earlier.find(), newest);
            String before =
                    therapist.get(earlier.group(1).replace("&amp;", "&")).body();
            assertEquals(40 - first, shown(before));
            assertFalse(before.contains("chat-earlier"), "these are the first");
            assertTrue(before.contains("chat-newest") && !newest.contains("chat-newest"));
        }
    }

    /** The messages on a session's page. */
    private static long shown(String page) {
        return Pattern.compile("class=\"session-said\"").matcher(page).results().count();
    }

    @Test
    void whoWaitsWritesAndReadsNothing() {
        try (Pair pair = Pair.waiting(therapist)) {
            assertEquals("NOT_ADMITTED", refused(pair.client(), "alguém aí?"));
            says(pair.desk(), "já abro");
            assertEquals(List.of(), pair.client().heard("chatted"));
            pair.client().send(resume(0));
            assertEquals(List.of(), pair.client().heard("chats"));
            pair.clientApi().get(pair.path("/messages")).expectProblem(403, "NOT_ADMITTED");
            assertEquals("done", pair.desk().command("ADMIT"));
            pair.client().send(resume(0));
            assertEquals(List.of(1), places(pair.client().await("chats")));
        }
    }

    @Test
    void aFullSessionTakesNoMoreMessagesButTheFieldTheNotesAndTheEndStillWork() {
        try (Pair pair = Pair.admitted(therapist)) {
            new Records(room.database().dataSource()).fill(pair.session());
            assertEquals("QUOTA_REACHED", refused(pair.client(), "mais uma"));
            pair.client().changed(Changes.placed(UUID.randomUUID(), "Mãe"));
            pair.deskApi()
                    .putIfMatch(pair.path("/notes"), "\"0\"", "{\"text\":\"cheia\"}")
                    .expect(200);
            pair.deskApi()
                    .post(pair.path("/transitions"), "{\"transition\":\"COMPLETE\"}")
                    .expect(200);
        }
    }

    @Test
    void nobodyElseReadsIt() {
        try (Pair pair = Pair.admitted(therapist);
                Pair other = Pair.admitted(therapist)) {
            says(pair.client(), "só entre nós");
            assertEquals(List.of(), other.desk().heard("chatted"));
            for (Api stranger :
                    List.of(other.deskApi(), other.clientApi(), Api.of(room).as("helena"))) {
                stranger.get(pair.path("/messages")).expectProblem(403, "NOT_YOURS");
            }
            assertEquals(
                    403, Api.of(room).asScheduling().get(pair.path("/messages")).status());
            assertEquals(
                    403, Api.of(room).as("aline").get(pair.path("/messages")).status());
        }
    }

    @Test
    void nothingThatWasSaidStandsInClearInTheDatabaseOrTheLog() throws IOException {
        try (Pair pair = Pair.calling(therapist)) {
            String mark = UUID.randomUUID().toString().replace("-", "");
            String message = "mensagem " + mark;
            String notes = "anotação " + mark;
            String sdp = "v=0 " + mark;
            says(pair.client(), message);
            pair.deskApi()
                    .putIfMatch(
                            pair.path("/notes"),
                            "\"0\"",
                            Json.createObjectBuilder()
                                    .add("text", notes)
                                    .build()
                                    .toString())
                    .expect(200);
            pair.client()
                    .send(Json.createObjectBuilder()
                            .add("type", "signal")
                            .add("from", UUID.randomUUID().toString())
                            .add("to", UUID.randomUUID().toString())
                            .add(
                                    "description",
                                    Json.createObjectBuilder()
                                            .add("type", "offer")
                                            .add("sdp", sdp))
                            .build());
            pair.desk().await("signal");
            assertEquals("done", pair.desk().command("PAUSE"));
            assertEquals(List.of(), new Records(room.database().dataSource()).columnsThatShow(mark));
            String log = Files.readString(room.nodes().get(0).log());
            assertTrue(log.contains(pair.session()), "the session's steps are logged");
            assertFalse(log.contains(mark));
        }
    }
}
