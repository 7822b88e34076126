package org.sessionroom.room;

import static org.sessionroom.json.StrictJson.JSON;
import static org.sessionroom.json.StrictJson.number;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sessionroom.Messages;
import org.sessionroom.appointment.AppointmentMoved;
import org.sessionroom.chat.ChatJson;
import org.sessionroom.chat.ChatMessage;
import org.sessionroom.consent.GivenConsents;
import org.sessionroom.consent.Purpose;
import org.sessionroom.constellation.Constellation;
import org.sessionroom.constellation.ConstellationJson;
import org.sessionroom.constellation.FieldLimits;
import org.sessionroom.constellation.RecordedChange;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionConductor.Occupant;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionView;
import org.sessionroom.session.SessionWarned;

/** The frames of the room's protocol, one JSON text each. docs/asyncapi.yaml describes them, and a test checks that both agree. */
final class RoomFrames {

    private RoomFrames() {}

    /** @param transcription whether a recogniser is configured */
    static String welcome(
            Occupant you,
            SessionView session,
            GivenConsents consents,
            List<Present> people,
            boolean transcription,
            Instant now) {
        return frame("welcome")
                .add("you", occupant(you))
                .add("session", sessionObject(session, consents, now))
                .add("people", people(people))
                .add("transcription", transcription)
                .add(
                        "limits",
                        JSON.createObjectBuilder()
                                .add("figures", FieldLimits.FIGURES)
                                .add("label", FieldLimits.LABEL)
                                .add(
                                        "size",
                                        JSON.createArrayBuilder()
                                                .add(FieldLimits.SMALLEST)
                                                .add(FieldLimits.LARGEST))
                                .add("field", FieldLimits.REACH)
                                .add("carpet", FieldLimits.CARPET))
                .build()
                .toString();
    }

    static String snapshot(Constellation field) {
        return frame("snapshot")
                .add("seq", field.seq())
                .add("figures", ConstellationJson.write(field))
                .build()
                .toString();
    }

    static String changes(List<RecordedChange> missing) {
        JsonArrayBuilder changes = JSON.createArrayBuilder();
        missing.forEach(recorded -> changes.add(ConstellationJson.write(recorded)));
        return frame("changes").add("changes", changes).build().toString();
    }

    static String changed(RecordedChange recorded) {
        return ConstellationJson.write(recorded).build().toString();
    }

    static String refusedChange(UUID changeId, Rejection rejection, Messages messages) {
        return refused("changeId", changeId, rejection, messages);
    }

    static String refusedCommand(UUID commandId, Rejection rejection, Messages messages) {
        return refused("commandId", commandId, rejection, messages);
    }

    static String refusedMessage(UUID messageId, Rejection rejection, Messages messages) {
        return refused("messageId", messageId, rejection, messages);
    }

    static String refusedChange(UUID changeId, SessionRejected refusal, Messages messages) {
        return refused("changeId", changeId, refusal, messages);
    }

    static String refusedCommand(UUID commandId, SessionRejected refusal, Messages messages) {
        return refused("commandId", commandId, refusal, messages);
    }

    static String refusedMessage(UUID messageId, SessionRejected refusal, Messages messages) {
        return refused("messageId", messageId, refusal, messages);
    }

    private static String refused(String key, UUID id, Rejection rejection, Messages messages) {
        return refused(key, id, rejection, messages.text(rejection)).build().toString();
    }

    private static String refused(String key, UUID id, SessionRejected refusal, Messages messages) {
        JsonObjectBuilder frame = refused(key, id, refusal.rejection(), messages.text(refusal));
        refusal.fault().ifPresent(fault -> frame.add("field", fault.field()));
        return frame.build().toString();
    }

    private static JsonObjectBuilder refused(String key, UUID id, Rejection rejection, String detail) {
        return frame("refused")
                .add(key, id.toString())
                .add("code", rejection.name())
                .add("detail", detail);
    }

    static String chatted(ChatMessage message) {
        return chattedObject(message).build().toString();
    }

    private static JsonObjectBuilder chattedObject(ChatMessage message) {
        return frame("chatted").addAll(ChatJson.write(message));
    }

    /** @param more whether there may be more after the last of these */
    static String chats(List<ChatMessage> missed, boolean more) {
        JsonArrayBuilder messages = JSON.createArrayBuilder();
        missed.forEach(message -> messages.add(chattedObject(message)));
        return frame("chats")
                .add("messages", messages)
                .add("more", more)
                .build()
                .toString();
    }

    static String done(UUID commandId) {
        return frame("done").add("commandId", commandId.toString()).build().toString();
    }

    static String session(SessionView session, GivenConsents consents, Instant now) {
        return frame("session")
                .add("session", sessionObject(session, consents, now))
                .build()
                .toString();
    }

    private static JsonObjectBuilder sessionObject(SessionView session, GivenConsents consents, Instant now) {
        return JSON.createObjectBuilder()
                .add("sessionId", session.id().toString())
                .add("status", session.status().name())
                .add("clientAccess", session.rules().clientAccess().name())
                .add("clientSharing", session.rules().clientSharing())
                .add("transcriptShared", session.rules().transcriptShared())
                .add("offRecord", roles(session.rules().offRecord()))
                .add("admitted", session.clientAdmitted())
                .add("consents", consentsObject(consents))
                .add("startedAt", instant(session.startedAt()))
                .add("endsAt", instant(session.endsAt()))
                .add("now", now.toString());
    }

    private static JsonObjectBuilder consentsObject(GivenConsents consents) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        for (Purpose purpose : Purpose.values()) {
            json.add(purpose.name(), roles(consents.to(purpose)));
        }
        return json;
    }

    private static JsonArrayBuilder roles(Set<ParticipantRole> roles) {
        JsonArrayBuilder names = JSON.createArrayBuilder();
        roles.stream().sorted().forEach(role -> names.add(role.name()));
        return names;
    }

    private static JsonValue instant(Optional<Instant> instant) {
        return instant.<JsonValue>map(value -> JSON.createValue(value.toString()))
                .orElse(JsonValue.NULL);
    }

    private static JsonObjectBuilder occupant(Occupant occupant) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("participantId", occupant.participant().toString())
                .add("role", occupant.role().name())
                .add("name", occupant.name());
        if (occupant.holder().invitation() != null) {
            json.add("invitation", occupant.holder().invitation().toString());
        }
        return json;
    }

    static String presence(List<Present> people) {
        return frame("presence").add("people", people(people)).build().toString();
    }

    private static JsonArrayBuilder people(List<Present> people) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        for (Present present : people) {
            JsonObjectBuilder person =
                    occupant(present.who()).add("state", present.state().name());
            present.since().ifPresent(since -> person.add("since", since.toString()));
            array.add(person);
        }
        return array;
    }

    static String warning(SessionWarned warned) {
        String amount = warned.kind() == SessionWarned.Kind.TIME ? "minutes" : "percent";
        return frame("warning")
                .add("kind", warned.kind().name())
                .add(amount, warned.amount())
                .build()
                .toString();
    }

    static String planned(AppointmentMoved moved) {
        return frame("planned")
                .add("startsAt", moved.startsAt().toString())
                .add("minutes", moved.minutes())
                .build()
                .toString();
    }

    /** Whether the position of a preview is within the field. */
    static boolean isOnField(JsonObject preview) {
        return FieldLimits.isPlace(number(preview, "x"), number(preview, "y"), number(preview, "facing"));
    }

    /** A preview with the sender's id; other members of the message are not relayed. */
    static String preview(ParticipantId by, JsonObject preview) {
        JsonObjectBuilder frame = frame("preview")
                .add("by", by.toString())
                .add("figureId", ConstellationJson.figureId(preview).toString())
                .add("x", number(preview, "x"))
                .add("y", number(preview, "y"))
                .add("facing", number(preview, "facing"));
        if (preview.getBoolean("editing", false)) {
            frame.add("editing", true);
        }
        return frame.build().toString();
    }

    static boolean isPlace(JsonObject point) {
        return FieldLimits.isPlace(number(point, "x"), number(point, "y"), 0);
    }

    /** A pointed position with the sender's id. */
    static String point(ParticipantId by, JsonObject point) {
        return frame("point")
                .add("by", by.toString())
                .add("x", number(point, "x"))
                .add("y", number(point, "y"))
                .build()
                .toString();
    }

    static String release(ParticipantId by, JsonObject release) {
        return frame("release")
                .add("by", by.toString())
                .add("figureId", ConstellationJson.figureId(release).toString())
                .build()
                .toString();
    }

    static String pong(double at, Instant now) {
        return frame("pong").add("at", at).add("now", now.toString()).build().toString();
    }

    static JsonObjectBuilder frame(String type) {
        return JSON.createObjectBuilder().add("type", type);
    }
}
