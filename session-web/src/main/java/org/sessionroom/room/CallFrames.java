package org.sessionroom.room;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.sessionroom.call.QualitySample;
import org.sessionroom.json.StrictJson;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.SessionRejected;

/**
 * The frames with which two browsers set up their call. Each is validated strictly and relayed with the sender's id; only known
 * members are relayed.
 */
final class CallFrames {

    /** The call quality as the sender receives it. */
    enum Level {
        GOOD,
        FAIR,
        POOR,
        NONE
    }

    /** The result of the network test before entering. */
    enum Check {
        GOOD,
        FAIR,
        POOR,
        FAILED,
        UNTESTED
    }

    private static final List<String> KINDS = List.of("hello", "description", "candidate", "bye");
    private static final Set<String> DESCRIPTIONS = Set.of("offer", "answer", "rollback");

    /** Maximum characters of a candidate line (RFC 8839 §5.1), with room for extensions. */
    private static final int LONGEST_CANDIDATE = 2_000;

    /** Maximum characters of the name of a media section or an ICE user (RFC 8839 §5.4: up to 256). */
    private static final int LONGEST_NAME = 256;

    /** Maximum samples of two seconds in one report. */
    private static final int MOST_SAMPLES = 6;

    /** Characters of a session description that count as one more signal. Usual descriptions have 3,000 to 8,000. */
    private static final double DESCRIPTION_CHARACTERS = 2_000;

    private CallFrames() {}

    /**
     * The share of a signal in the limit of its sender: it grows with the length, because all of it is sent to the other person, who
     * would be disconnected for reading too slowly.
     */
    static double weight(JsonObject signal) {
        JsonValue description = signal.get("description");
        return description == null ? 1 : 1 + description.toString().length() / DESCRIPTION_CHARACTERS;
    }

    static String signal(ParticipantId by, JsonObject signal) {
        List<String> kinds = KINDS.stream().filter(signal::containsKey).toList();
        if (kinds.size() != 1) {
            throw SessionRejected.invalid("signal", Kind.UNKNOWN);
        }
        String kind = kinds.get(0);
        JsonObjectBuilder frame = RoomFrames.frame("signal")
                .add("by", by.toString())
                .add("from", StrictJson.id(signal, "from").toString());
        if (signal.containsKey("to") || !kind.equals("hello")) {
            frame.add("to", StrictJson.id(signal, "to").toString());
        }
        return frame.add(kind, content(kind, signal)).build().toString();
    }

    private static JsonValue content(String kind, JsonObject signal) {
        return switch (kind) {
            case "description" -> description(StrictJson.object(signal, kind));
            case "candidate" -> signal.isNull(kind) ? JsonValue.NULL : candidate(StrictJson.object(signal, kind));
            default -> {
                if (!StrictJson.flag(signal, kind)) {
                    throw SessionRejected.invalid(kind, Kind.UNKNOWN);
                }
                yield JsonValue.TRUE;
            }
        };
    }

    private static JsonObject description(JsonObject description) {
        String type = StrictJson.text(description, "type");
        if (!DESCRIPTIONS.contains(type)) {
            throw SessionRejected.invalid("type", Kind.UNKNOWN);
        }
        JsonObjectBuilder json = StrictJson.JSON.createObjectBuilder().add("type", type);
        if (!type.equals("rollback") || description.containsKey("sdp")) {
            json.add("sdp", StrictJson.text(description, "sdp"));
        }
        return json.build();
    }

    private static JsonObject candidate(JsonObject candidate) {
        JsonObjectBuilder json = StrictJson.JSON
                .createObjectBuilder()
                .add("candidate", StrictJson.text(candidate, "candidate", LONGEST_CANDIDATE));
        for (String name : List.of("sdpMid", "usernameFragment")) {
            StrictJson.optional(candidate, name, (from, key) -> StrictJson.text(from, key, LONGEST_NAME))
                    .ifPresent(value -> json.add(name, value));
        }
        StrictJson.optional(candidate, "sdpMLineIndex", StrictJson::whole)
                .ifPresent(value -> json.add("sdpMLineIndex", value));
        return json.build();
    }

    /** @param mayShare whether the sender may share their screen; otherwise it is reported as not shared */
    static String media(ParticipantId by, JsonObject media, boolean mayShare) {
        boolean screen = StrictJson.flag(media, "screen");
        return RoomFrames.frame("media")
                .add("by", by.toString())
                .add("microphone", StrictJson.flag(media, "microphone"))
                .add("camera", StrictJson.flag(media, "camera"))
                .add("screen", screen && mayShare)
                .add("away", StrictJson.flag(media, "away"))
                // Pages opened before this member existed do not send it.
                .add("voiceFirst", media.containsKey("voiceFirst") && StrictJson.flag(media, "voiceFirst"))
                .add("level", StrictJson.constant(Level.class, media, "level").name())
                .add("check", StrictJson.constant(Check.class, media, "check").name())
                .build()
                .toString();
    }

    /** A browser's measurements; a value that was not measured is missing or null. */
    static List<QualitySample> samples(JsonObject quality) {
        if (!(quality.get("samples") instanceof JsonArray samples)
                || samples.isEmpty()
                || samples.size() > MOST_SAMPLES) {
            throw SessionRejected.invalid("samples", Kind.OUT_OF_RANGE);
        }
        return samples.stream().map(CallFrames::sample).toList();
    }

    private static QualitySample sample(JsonValue value) {
        if (!(value instanceof JsonObject sample)) {
            throw SessionRejected.invalid("samples", Kind.WRONG_TYPE);
        }
        return new QualitySample(
                measure(sample, "roundTrip"),
                measure(sample, "loss"),
                measure(sample, "jitter"),
                measure(sample, "received"),
                measure(sample, "sent"),
                measure(sample, "frames"),
                measure(sample, "freezes"),
                StrictJson.flag(sample, "relay"));
    }

    private static OptionalDouble measure(JsonObject sample, String key) {
        return StrictJson.optional(sample, key, StrictJson::number)
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
    }
}
