package org.sessionroom.tests.driver;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.UUID;

/** Changes in their JSON form. */
public final class Changes {

    private Changes() {}

    public static JsonObject frame(UUID changeId, JsonObject change) {
        return Json.createObjectBuilder()
                .add("type", "change")
                .add("changeId", changeId.toString())
                .add("change", change)
                .build();
    }

    public static JsonObject placed(UUID figure, String label) {
        return placed(figure, label, 0, 0);
    }

    public static JsonObject placed(UUID figure, String label, double x, double y) {
        return Json.createObjectBuilder()
                .add("kind", "FigurePlaced")
                .add("figureId", figure.toString())
                .add("figureKind", "WOMAN")
                .add("label", label)
                .add("colour", "ROSE")
                .add("size", 1)
                .add("x", x)
                .add("y", y)
                .add("facing", 0)
                .build();
    }

    public static JsonObject moved(UUID figure, double x, double y) {
        return Json.createObjectBuilder()
                .add("kind", "FigureMoved")
                .add("figureId", figure.toString())
                .add("x", x)
                .add("y", y)
                .build();
    }

    public static JsonObject turned(UUID figure, double facing) {
        return Json.createObjectBuilder()
                .add("kind", "FigureTurned")
                .add("figureId", figure.toString())
                .add("facing", facing)
                .build();
    }

    public static JsonObject edited(UUID figure, String label) {
        return Json.createObjectBuilder()
                .add("kind", "FigureEdited")
                .add("figureId", figure.toString())
                .add("figureKind", "MAN")
                .add("label", label)
                .add("colour", "PETROL")
                .add("size", 1.5)
                .build();
    }

    /** An edit without any changed property yet. */
    public static JsonObjectBuilder edit(UUID figure) {
        return Json.createObjectBuilder().add("kind", "FigureEdited").add("figureId", figure.toString());
    }

    public static JsonObject removed(UUID figure) {
        return Json.createObjectBuilder()
                .add("kind", "FigureRemoved")
                .add("figureId", figure.toString())
                .build();
    }

    public static JsonObject preview(UUID figure, double x, double y) {
        return Json.createObjectBuilder()
                .add("type", "preview")
                .add("figureId", figure.toString())
                .add("x", x)
                .add("y", y)
                .add("facing", 0)
                .build();
    }
}
