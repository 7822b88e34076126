package org.sessionroom.constellation;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Optional;
import java.util.function.Function;
import org.sessionroom.constellation.ConstellationChange.FigureEdited;
import org.sessionroom.constellation.ConstellationChange.FigureMoved;
import org.sessionroom.constellation.ConstellationChange.FigurePlaced;
import org.sessionroom.constellation.ConstellationChange.FigureRemoved;
import org.sessionroom.constellation.ConstellationChange.FigureTurned;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.SessionRejected;

/**
 * The JSON shape of figures and changes. Parsing is strict: a value that is missing, of another type or outside its limits is
 * rejected with INVALID; unknown members are ignored, so that a newer page can use an older node.
 */
public final class ConstellationJson {

    /** Kept in a field, because jakarta.json.Json looks up its provider at every call. */
    static final JsonProvider JSON = JsonProvider.provider();

    /** Longest text of a number that can be within the limits; a longer one is rejected before it is parsed. */
    private static final int LONGEST_NUMBER = 24;

    private ConstellationJson() {}

    /** A change as a browser requests it: an edit contains only what it changes, or all members as older pages send them. */
    public static RequestedChange readRequest(JsonObject json) {
        if (!text(json, "kind").equals("FigureEdited")) {
            return readChange(json);
        }
        return new EditFigure(
                figureId(json),
                optional(json, "figureKind", key -> constant(FigureKind.class, json, key)),
                optional(json, "label", key -> text(json, key)),
                optional(json, "colour", key -> constant(FigureColour.class, json, key)),
                optional(json, "size", key -> number(json, key)));
    }

    /** A change as it was recorded. */
    public static ConstellationChange readChange(JsonObject json) {
        FigureId figureId = figureId(json);
        return switch (text(json, "kind")) {
            case "FigurePlaced" -> new FigurePlaced(readFigure(json, "figureKind"));
            case "FigureMoved" -> new FigureMoved(figureId, number(json, "x"), number(json, "y"));
            case "FigureTurned" -> new FigureTurned(figureId, number(json, "facing"));
            case "FigureEdited" ->
                new FigureEdited(
                        figureId,
                        constant(FigureKind.class, json, "figureKind"),
                        text(json, "label"),
                        constant(FigureColour.class, json, "colour"),
                        number(json, "size"));
            case "FigureRemoved" -> new FigureRemoved(figureId);
            default -> throw SessionRejected.invalid("kind", Kind.UNKNOWN);
        };
    }

    public static JsonObject write(ConstellationChange change) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("kind", change.getClass().getSimpleName())
                .add("figureId", change.figureId().toString());
        if (change instanceof FigurePlaced placed) {
            addFigure(json, placed.figure(), "figureKind");
        } else if (change instanceof FigureMoved moved) {
            json.add("x", moved.x()).add("y", moved.y());
        } else if (change instanceof FigureTurned turned) {
            json.add("facing", turned.facing());
        } else if (change instanceof FigureEdited edited) {
            json.add("figureKind", edited.kind().name())
                    .add("label", edited.label())
                    .add("colour", edited.colour().name())
                    .add("size", edited.size());
        }
        return json.build();
    }

    /** A committed change, as the socket, the API and a replay show it. */
    public static JsonObjectBuilder write(RecordedChange recorded) {
        return JSON.createObjectBuilder()
                .add("type", "changed")
                .add("seq", recorded.seq())
                .add("changeId", recorded.changeId().toString())
                .add("by", recorded.by().toString())
                .add("at", recorded.at().toString())
                .add("change", write(recorded.change()));
    }

    /** The figures in the order in which they were placed. */
    public static JsonArrayBuilder write(Constellation field) {
        JsonArrayBuilder figures = JSON.createArrayBuilder();
        for (Figure figure : field.figures()) {
            JsonObjectBuilder json =
                    JSON.createObjectBuilder().add("figureId", figure.id().toString());
            addFigure(json, figure, "kind");
            figures.add(json);
        }
        return figures;
    }

    public static Figure readFigure(JsonObject json) {
        return readFigure(json, "kind");
    }

    public static Expectation readExpectation(JsonObject json) {
        return new Expectation(
                optional(json, "kind", key -> constant(FigureKind.class, json, key)),
                optional(json, "label", key -> FieldLimits.label(text(json, key))),
                optional(json, "colour", key -> constant(FigureColour.class, json, key)),
                optional(json, "size", key -> FieldLimits.size(number(json, key))),
                optional(json, "x", key -> FieldLimits.coordinate(key, number(json, key))),
                optional(json, "y", key -> FieldLimits.coordinate(key, number(json, key))),
                optional(json, "facing", key -> FieldLimits.facing(number(json, key))));
    }

    public static FigureId figureId(JsonObject json) {
        try {
            return FigureId.parse(text(json, "figureId"));
        } catch (IllegalArgumentException e) {
            throw SessionRejected.invalid("figureId", Kind.MALFORMED);
        }
    }

    /** A number member, finite. The caller checks the limits. */
    public static double number(JsonObject json, String key) {
        if (json.get(key) instanceof JsonNumber number && number.toString().length() <= LONGEST_NUMBER) {
            double value = number.doubleValue();
            if (Double.isFinite(value)) {
                return value;
            }
        }
        throw missing(json, key);
    }

    public static String text(JsonObject json, String key) {
        if (json.get(key) instanceof JsonString string) {
            return string.getString();
        }
        throw missing(json, key);
    }

    private static Figure readFigure(JsonObject json, String kindKey) {
        return new Figure(
                figureId(json),
                constant(FigureKind.class, json, kindKey),
                text(json, "label"),
                constant(FigureColour.class, json, "colour"),
                number(json, "size"),
                number(json, "x"),
                number(json, "y"),
                number(json, "facing"));
    }

    private static void addFigure(JsonObjectBuilder json, Figure figure, String kindKey) {
        json.add(kindKey, figure.kind().name())
                .add("label", figure.label())
                .add("colour", figure.colour().name())
                .add("size", figure.size())
                .add("x", figure.x())
                .add("y", figure.y())
                .add("facing", figure.facing());
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonObject json, String key) {
        try {
            return Enum.valueOf(type, text(json, key));
        } catch (IllegalArgumentException e) {
            throw SessionRejected.invalid(key, Kind.UNKNOWN);
        }
    }

    private static <T> Optional<T> optional(JsonObject json, String key, Function<String, T> reader) {
        JsonValue value = json.get(key);
        return value == null || value == JsonValue.NULL ? Optional.empty() : Optional.of(reader.apply(key));
    }

    /** For a member that is missing or of another type. */
    public static SessionRejected missing(JsonObject json, String key) {
        return SessionRejected.invalid(key, json.containsKey(key) ? Kind.WRONG_TYPE : Kind.MISSING);
    }
}
