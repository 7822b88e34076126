package org.sessionroom.inventory;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes the list of a server's jars as CycloneDX 1.6, for tools that know which versions are vulnerable. The Maven plugin
 * lists only the dependencies of the application's build; no pom names the jars of a provisioned server.
 */
public final class ServerBom {

    private ServerBom() {}

    /**
     * @param args the server's folder, the file to write, and files of {@link Coordinates}, from which jars without a
     *     {@code pom.properties} get their group
     */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[1]);
        List<Coordinates> known = Arrays.stream(args)
                .skip(2)
                .flatMap(each -> Coordinates.in(Path.of(each)).stream())
                .toList();
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (var out = Files.newBufferedWriter(file);
                var writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                        .createWriter(out)) {
            writer.write(of(ServerJar.allIn(Path.of(args[0])).stream()
                    .map(jar -> jar.completedBy(known))
                    .toList()));
        }
    }

    static JsonObject of(List<ServerJar> jars) {
        JsonArrayBuilder components = Json.createArrayBuilder();
        jars.forEach(jar -> components.add(component(jar)));
        return Json.createObjectBuilder()
                .add("bomFormat", "CycloneDX")
                .add("specVersion", "1.6")
                .add("version", 1)
                .add(
                        "metadata",
                        Json.createObjectBuilder()
                                .add(
                                        "component",
                                        Json.createObjectBuilder()
                                                .add("type", "application")
                                                .add("name", "session-room-server")))
                .add("components", components)
                .build();
    }

    private static JsonObjectBuilder component(ServerJar jar) {
        JsonObjectBuilder component =
                Json.createObjectBuilder().add("type", "library").add("bom-ref", jar.file());
        if (!jar.group().isEmpty()) {
            component.add("group", jar.group());
        }
        component.add("name", jar.artifact());
        if (!jar.version().isEmpty()) {
            component.add("version", jar.version());
        }
        if (!jar.group().isEmpty() && !jar.version().isEmpty()) {
            component.add(
                    "purl", "pkg:maven/" + jar.group() + "/" + jar.artifact() + "@" + jar.version() + "?type=jar");
        }
        return component.add(
                "hashes",
                Json.createArrayBuilder()
                        .add(Json.createObjectBuilder().add("alg", "SHA-256").add("content", jar.sha256())));
    }
}
