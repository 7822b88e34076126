package org.sessionroom.constellation;

import static org.sessionroom.json.StrictJson.JSON;
import static org.sessionroom.json.StrictJson.constant;
import static org.sessionroom.json.StrictJson.number;
import static org.sessionroom.json.StrictJson.optional;
import static org.sessionroom.json.StrictJson.text;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.sessionroom.constellation.ConstellationChange.FigureEdited;
import org.sessionroom.constellation.ConstellationChange.FigureMoved;
import org.sessionroom.constellation.ConstellationChange.FigurePlaced;
import org.sessionroom.constellation.ConstellationChange.FigureRemoved;
import org.sessionroom.constellation.ConstellationChange.FigureTurned;
import org.sessionroom.json.StrictJson;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.SessionRejected;

/** The JSON shape of figures and changes. Reading is strict ({@link StrictJson}), and a value outside its limits is rejected as well. */
public final class ConstellationJson {

    private ConstellationJson() {}

    /** A change as a browser requests it: an edit contains only what it changes, or all members as older pages send them. */
    public static RequestedChange readRequest(JsonObject json) {
        if (!text(json, "kind").equals(FigureEdited.NAME)) {
            return readChange(json);
        }
        return new EditFigure(
                figureId(json),
                optional(json, "figureKind", ConstellationJson::kind),
                optional(json, "label", StrictJson::text),
                optional(json, "colour", ConstellationJson::colour),
                optional(json, "size", StrictJson::number));
    }

    /** A change as it was recorded. */
    public static ConstellationChange readChange(JsonObject json) {
        FigureId figureId = figureId(json);
        return switch (text(json, "kind")) {
            case FigurePlaced.NAME -> new FigurePlaced(readFigure(json, "figureKind"));
            case FigureMoved.NAME -> new FigureMoved(figureId, number(json, "x"), number(json, "y"));
            case FigureTurned.NAME -> new FigureTurned(figureId, number(json, "facing"));
            case FigureEdited.NAME ->
                new FigureEdited(
                        figureId,
                        kind(json, "figureKind"),
                        text(json, "label"),
                        colour(json, "colour"),
                        number(json, "size"));
            case FigureRemoved.NAME -> new FigureRemoved(figureId);
            default -> throw SessionRejected.invalid("kind", Kind.UNKNOWN);
        };
    }

    public static JsonObject write(ConstellationChange change) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("kind", change.storedName())
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
                optional(json, "kind", ConstellationJson::kind),
                optional(json, "label", (from, key) -> FieldLimits.label(text(from, key))),
                optional(json, "colour", ConstellationJson::colour),
                optional(json, "size", (from, key) -> FieldLimits.size(number(from, key))),
                optional(json, "x", (from, key) -> FieldLimits.coordinate(key, number(from, key))),
                optional(json, "y", (from, key) -> FieldLimits.coordinate(key, number(from, key))),
                optional(json, "facing", (from, key) -> FieldLimits.facing(number(from, key))));
    }

    public static FigureId figureId(JsonObject json) {
        return new FigureId(StrictJson.id(json, "figureId"));
    }

    private static Figure readFigure(JsonObject json, String kindKey) {
        return new Figure(
                figureId(json),
                kind(json, kindKey),
                text(json, "label"),
                colour(json, "colour"),
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

    private static FigureKind kind(JsonObject json, String key) {
        return constant(FigureKind.class, json, key);
    }

    private static FigureColour colour(JsonObject json, String key) {
        return constant(FigureColour.class, json, key);
    }
}
