package org.sessionroom.tests.driver;

import static org.sessionroom.tests.driver.RoomSocketClient.has;
import static org.sessionroom.tests.driver.RoomSocketClient.is;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.sessionroom.consent.Purpose;
import org.sessionroom.tests.driver.Therapist.Opened;

/** The two people of a session, each with a connection to the room and a token for the API. */
public record Pair(
        Opened opened, Client guest, RoomSocketClient desk, Api deskApi, RoomSocketClient client, Api clientApi)
        implements AutoCloseable {

    /** Both are connected; the client waits, and nobody has given any consent. */
    public static Pair waiting(Therapist therapist) {
        return waiting(therapist, therapist.opens());
    }

    private static Pair waiting(Therapist therapist, Opened opened) {
        return waiting(therapist, opened, new Client(therapist.room));
    }

    private static Pair waiting(Therapist therapist, Opened opened, Client guest) {
        guest.joins(opened.link());
        Api api = Api.of(therapist.room);
        return new Pair(
                opened,
                guest,
                therapist.enters(opened),
                api.with(therapist.pass(opened.session()).token()),
                guest.enters(opened),
                api.with(guest.pass(opened.session()).token()));
    }

    public static Pair admitted(Therapist therapist) {
        return admitted(therapist, therapist.opens());
    }

    private static Pair admitted(Therapist therapist, Opened opened) {
        return waiting(therapist, opened).admitted();
    }

    private Pair admitted() {
        HttpVisitor.require(desk.command("ADMIT").equals("done"), "not admitted");
        return this;
    }

    /** Both are in the room, and have agreed to the call. */
    public static Pair calling(Therapist therapist) {
        Pair pair = admitted(therapist);
        pair.decides(pair.deskApi(), "GIVEN").expect(201);
        pair.decides(pair.clientApi(), "GIVEN").expect(201);
        pair.bothHear(agreed("THERAPIST", "CLIENT"));
        return pair;
    }

    /** Decides on the consent to the video call. */
    public Api.Answer decides(Api who, String decision) {
        return decides(who, "VIDEO_CALL", decision);
    }

    public Api.Answer decides(Api who, String purpose, String decision) {
        return who.post(
                path("/consents"),
                decision(purpose, decision, Purpose.valueOf(purpose).textVersion(), "pt-BR"));
    }

    /** The session is active, and both agree to the transcription. */
    public static Pair transcribed(Therapist therapist) {
        return transcribed(therapist, therapist.opens());
    }

    /** The same, in a session that was opened before. */
    public static Pair transcribed(Therapist therapist, Opened opened) {
        return admitted(therapist, opened).transcribed();
    }

    /** The same, with a client that another node may serve. */
    public static Pair transcribed(Therapist therapist, Client guest) {
        return waiting(therapist, therapist.opens(), guest).admitted().transcribed();
    }

    private Pair transcribed() {
        decides(deskApi, "TRANSCRIPTION", "GIVEN").expect(201);
        decides(clientApi, "TRANSCRIPTION", "GIVEN").expect(201);
        bothHear(agreedTo("TRANSCRIPTION", "THERAPIST", "CLIENT"));
        return this;
    }

    /** The therapist opens their microphone. */
    public MicrophoneClient desksMicrophone() {
        return opened.by().opensMicrophone(session(), "THERAPIST");
    }

    /** The client opens theirs. */
    public MicrophoneClient clientsMicrophone() {
        return guest.opensMicrophone(session(), "CLIENT");
    }

    public static String decision(String purpose, String decision, String textVersion, String language) {
        return Json.createObjectBuilder()
                .add("purpose", purpose)
                .add("decision", decision)
                .add("textVersion", textVersion)
                .add("language", language)
                .build()
                .toString();
    }

    /** A {@code session} frame that states exactly these roles as having agreed to the call. */
    public static Predicate<JsonObject> agreed(String... roles) {
        return agreedTo("VIDEO_CALL", roles);
    }

    /** The same, for a purpose. */
    public static Predicate<JsonObject> agreedTo(String purpose, String... roles) {
        var expected = Json.createArrayBuilder(List.of(roles)).build();
        return is("session").and(frame -> frame.getJsonObject("session")
                .getJsonObject("consents")
                .getJsonArray(purpose)
                .equals(expected));
    }

    public void bothHear(Predicate<JsonObject> frame) {
        desk.await(frame);
        client.await(frame);
    }

    /** Sets whether the client may share their screen. @return "done", or the code of the refusal */
    public String sharing(boolean allowed) {
        var id = UUID.randomUUID();
        desk.send(sharingCommand(id, allowed));
        JsonObject answer = desk.await(has("commandId", id));
        return answer.getString("type").equals("done") ? "done" : answer.getString("code");
    }

    public static JsonObject sharingCommand(UUID id, boolean allowed) {
        return Json.createObjectBuilder()
                .add("type", "command")
                .add("id", id.toString())
                .add("command", "SET_SHARING")
                .add("allowed", allowed)
                .build();
    }

    public String session() {
        return opened.session();
    }

    public String path(String rest) {
        return "/sessions/" + opened.session() + rest;
    }

    @Override
    public void close() {
        desk.close();
        client.close();
    }
}
