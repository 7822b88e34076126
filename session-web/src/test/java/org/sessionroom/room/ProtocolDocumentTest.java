package org.sessionroom.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sessionroom.Messages;
import org.sessionroom.appointment.AppointmentMoved;
import org.sessionroom.chat.ChatMessage;
import org.sessionroom.consent.GivenConsents;
import org.sessionroom.constellation.Constellation;
import org.sessionroom.constellation.ConstellationChange.FigurePlaced;
import org.sessionroom.constellation.ConstellationJson;
import org.sessionroom.constellation.Figure;
import org.sessionroom.constellation.FigureColour;
import org.sessionroom.constellation.FigureId;
import org.sessionroom.constellation.FigureKind;
import org.sessionroom.constellation.RecordedChange;
import org.sessionroom.json.StrictJson;
import org.sessionroom.participant.Author;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.PresenceState;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.RoomRules;
import org.sessionroom.session.SessionConductor.Occupant;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.SessionView;
import org.sessionroom.session.SessionWarned;
import org.sessionroom.session.TranscriptTerms;
import org.sessionroom.transcript.GapReason;
import org.sessionroom.transcript.Listening;
import org.sessionroom.transcript.ListeningChanged;
import org.sessionroom.transcript.PartialHeard;
import org.sessionroom.transcript.TranscriptLine;
import org.sessionroom.transcript.TranscriptLineState;
import org.sessionroom.transcript.UtteranceId;
import org.yaml.snakeyaml.Yaml;

/** Checks that docs/asyncapi.yaml and the code agree. */
class ProtocolDocumentTest {

    private static final UUID ID = UUID.fromString("01a204b3-f08d-7463-b80b-d8abaf6194f6");
    private static final Author ANA = new Author(new ParticipantId(ID), ID);
    private static final Instant NOW = Instant.parse("2026-11-22T19:00:00Z");
    private static final Set<String> FROM_BROWSERS =
            Set.of("resume", "change", "hand", "command", "ping", "signal", "media", "quality", "chat", "point");

    /** Relayed unchanged, with the sender's id added. */
    private static final Set<String> RELAYED = Set.of("signal", "media", "point");

    private static final GivenConsents NOBODYS = GivenConsents.after(List.of());

    private final Map<String, Map<String, Object>> messages = messages();

    @Test
    void everyFrameOfTheServerIsDocumentedWithExactlyItsMembers() {
        Set<String> seen = new TreeSet<>();
        for (String frame : framesOfTheServer()) {
            JsonObject json = StrictJson.parse(frame);
            String type = json.getString("type");
            seen.add(type);
            Map<String, Object> payload = payload(type);
            Set<String> undocumented = new HashSet<>(json.keySet());
            undocumented.removeAll(required(payload));
            undocumented.removeAll(optional(payload));
            assertEquals(Set.of(), undocumented, type);
            assertTrue(json.keySet().containsAll(required(payload)), type + " lacks " + required(payload));
        }
        Set<String> documented = new TreeSet<>(messages.keySet());
        documented.removeIf(name -> FROM_BROWSERS.contains(name) && !RELAYED.contains(name));
        assertEquals(documented, seen);
    }

    @Test
    void everyExampleOfABrowsersFrameIsUnderstood() {
        for (String name : FROM_BROWSERS) {
            for (JsonObject example : examples(name)) {
                assertTrue(example.keySet().containsAll(required(payload(name))), name);
                switch (example.getString("type")) {
                    case "change" -> {
                        ConstellationJson.readRequest(example.getJsonObject("change"));
                        Optional.ofNullable(example.getJsonObject("expected"))
                                .ifPresent(ConstellationJson::readExpectation);
                    }
                    case "preview" -> RoomFrames.preview(new ParticipantId(ID), example);
                    case "point" -> RoomFrames.point(new ParticipantId(ID), example);
                    case "release" -> RoomFrames.release(new ParticipantId(ID), example);
                    case "command" -> UUID.fromString(example.getString("id"));
                    case "resume" -> StrictJson.number(example, "lastSeq");
                    case "signal" -> CallFrames.signal(new ParticipantId(ID), example);
                    case "media" -> CallFrames.media(new ParticipantId(ID), example, false);
                    case "chat" -> {
                        StrictJson.id(example, "messageId");
                        ChatMessage.text(example.getString("text"));
                    }
                    case "quality" -> CallFrames.samples(example);
                    case "ping" -> StrictJson.number(example, "at");
                    default -> throw new AssertionError("nobody reads " + example);
                }
            }
        }
    }

    @Test
    void everyKindOfABrowsersFrameIsDocumentedAndHasALimit() {
        Set<String> documented = FROM_BROWSERS.stream()
                .flatMap(name -> examples(name).stream())
                .map(example -> example.getString("type"))
                .collect(Collectors.toSet());
        Set<String> limited = Stream.of(FrameKind.values()).map(FrameKind::type).collect(Collectors.toSet());
        assertEquals(documented, limited);
    }

    /** Every socket checks the opening by its entrance, and reads and handles frames only inside the guard. */
    @Test
    void everySocketIsGuarded() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<String> endpoints = sources.filter(Files::isRegularFile)
                    .map(ProtocolDocumentTest::text)
                    .filter(code -> code.contains("@ServerEndpoint"))
                    .toList();
            assertEquals(3, endpoints.size());
            for (String endpoint : endpoints) {
                assertTrue(endpoint.contains("door.admit("), endpoint);
                assertTrue(endpoint.contains("door.leave("), endpoint);
                assertTrue(endpoint.contains("guard().handle("), endpoint);
            }
        }
    }

    @Test
    void everyCloseIsNamedInTheDescription() throws IOException {
        String document = Files.readString(document());
        Stream.of(CloseReasons.values())
                .forEach(close -> assertTrue(
                        document.contains(close.reason().getCloseCode().getCode() + " " + close.name()), close.name()));
    }

    @Test
    void everyCloseIsSentBySomebody() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            String code = sources.filter(Files::isRegularFile)
                    .map(ProtocolDocumentTest::text)
                    .collect(Collectors.joining());
            Stream.of(CloseReasons.values())
                    .forEach(close -> assertTrue(code.contains("CloseReasons." + close.name()), close.name()));
        }
    }

    private static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> framesOfTheServer() {
        Occupant client = new Occupant(ANA, ParticipantRole.CLIENT, "Ana");
        List<Present> people = List.of(new Present(client, PresenceState.WAITING, Optional.of(NOW)));
        SessionView session = new SessionView(
                new SessionId(ID),
                ID,
                "paulo",
                SessionStatus.ACTIVE,
                RoomRules.FIRST,
                new TranscriptTerms(new SessionId(ID), 3, null),
                0,
                true,
                Optional.of(ID),
                NOW,
                Optional.of(NOW),
                Optional.of(NOW),
                Optional.empty(),
                Optional.empty(),
                7);
        FigurePlaced placed =
                new FigurePlaced(new Figure(new FigureId(ID), FigureKind.WOMAN, "Mãe", FigureColour.ROSE, 1, 0, 0, 0));
        RecordedChange recorded = new RecordedChange(1, ID, new ParticipantId(ID), NOW, placed);
        JsonObject hand = StrictJson.parse("{\"figureId\":\"" + ID + "\",\"x\":1,\"y\":2,\"facing\":3}");
        ChatMessage message = new ChatMessage(1, ID, ANA, NOW, "Já volto.");
        Messages words = Messages.in(Messages.PORTUGUESE);
        List<String> frames = new ArrayList<>();
        frames.add(RoomFrames.welcome(client, session, NOBODYS, people, true, NOW));
        frames.add(RoomFrames.snapshot(Constellation.EMPTY.after(placed)));
        frames.add(RoomFrames.changes(List.of(recorded)));
        frames.add(RoomFrames.changed(recorded));
        frames.add(RoomFrames.refusedChange(ID, Rejection.STALE, words));
        frames.add(RoomFrames.refusedCommand(ID, Rejection.WRONG_STATE, words));
        frames.add(RoomFrames.refusedMessage(ID, Rejection.QUOTA_REACHED, words));
        frames.add(RoomFrames.chatted(message));
        frames.add(RoomFrames.chats(List.of(message), false));
        TranscriptLine said = line(TranscriptLineState.CORRECTED, Optional.of("Já volto."), Optional.empty());
        TranscriptLine gap = line(TranscriptLineState.GAP, Optional.empty(), Optional.of(GapReason.LINE_LOST));
        frames.add(TranscriptFrames.line(said));
        frames.add(TranscriptFrames.line(gap));
        frames.add(TranscriptFrames.lines(List.of(said, gap), false));
        frames.add(TranscriptFrames.insights());
        frames.add(TranscriptFrames.partial(new PartialHeard(new SessionId(ID), new ParticipantId(ID), NOW, "Já vol")));
        frames.add(TranscriptFrames.listening(
                new ListeningChanged(new SessionId(ID), new ParticipantId(ID), Listening.ON)));
        frames.add(RoomFrames.done(ID));
        examples("hand").stream()
                .filter(example -> example.getString("type").equals("preview"))
                .forEach(example -> frames.add(RoomFrames.preview(new ParticipantId(ID), example)));
        frames.add(RoomFrames.release(new ParticipantId(ID), hand));
        frames.add(RoomFrames.presence(people));
        frames.add(RoomFrames.session(session, NOBODYS, NOW));
        frames.add(RoomFrames.planned(new AppointmentMoved(new SessionId(ID), NOW, 50)));
        frames.add(RoomFrames.warning(new SessionWarned(new SessionId(ID), SessionWarned.Kind.TIME, 10)));
        frames.add(RoomFrames.warning(new SessionWarned(new SessionId(ID), SessionWarned.Kind.QUOTA, 90)));
        frames.add(RoomFrames.pong(1, NOW));
        examples("point").forEach(point -> frames.add(RoomFrames.point(client.participant(), point)));
        examples("signal").forEach(signal -> frames.add(CallFrames.signal(client.participant(), signal)));
        examples("media").forEach(media -> frames.add(CallFrames.media(client.participant(), media, true)));
        return frames;
    }

    private static TranscriptLine line(TranscriptLineState state, Optional<String> text, Optional<GapReason> gap) {
        return new TranscriptLine(
                new UtteranceId(ID),
                1,
                ANA,
                ParticipantRole.CLIENT,
                state,
                NOW,
                NOW,
                "pt-BR",
                OptionalDouble.of(0.5),
                text,
                text,
                gap,
                text.isPresent());
    }

    private Map<String, Object> payload(String message) {
        assertTrue(messages.containsKey(message), message + " is not documented");
        return map(messages.get(message).get("payload"));
    }

    private static Set<String> required(Map<String, Object> payload) {
        Set<String> names = new HashSet<>();
        ((List<?>) payload.get("required")).forEach(name -> names.add((String) name));
        return names;
    }

    private static Set<String> optional(Map<String, Object> payload) {
        return map(payload.getOrDefault("properties", Map.of())).keySet();
    }

    private List<JsonObject> examples(String message) {
        return ((List<?>) messages.get(message).get("examples"))
                .stream()
                        .map(example -> map(map(example).get("payload")))
                        .map(ProtocolDocumentTest::json)
                        .toList();
    }

    private static JsonObject json(Map<String, Object> yaml) {
        return Json.createObjectBuilder(yaml).build();
    }

    private static Map<String, Map<String, Object>> messages() {
        try {
            Map<String, Object> document = map(new Yaml().load(Files.readString(document())));
            Map<String, Map<String, Object>> messages = new TreeMap<>();
            map(map(document.get("components")).get("messages"))
                    .forEach((name, message) -> messages.put(name, map(message)));
            return messages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path document() {
        return Path.of("../docs/asyncapi.yaml");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object yaml) {
        return (Map<String, Object>) yaml;
    }
}
