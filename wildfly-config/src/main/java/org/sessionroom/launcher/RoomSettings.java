package org.sessionroom.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings of a room.
 *
 * @param folder for its data, keys and logs
 * @param server the provisioned WildFly
 * @param application the EAR
 * @param identityClassPath the file with the light identity provider's class path
 * @param keycloak an unpacked Keycloak, which replaces the light provider
 * @param speech our own speech engine; without it the room starts none
 * @param environment further {@code SESSION_*} variables for the application; they override the room's own, and
 *     an empty one removes the room's own
 * @param javaOptions further options of WildFly's JVM
 */
public record RoomSettings(
        Path folder,
        Ports ports,
        Path server,
        Path application,
        Path identityClassPath,
        Optional<Path> keycloak,
        Optional<Speech> speech,
        Map<String, String> environment,
        List<String> javaOptions) {

    /**
     * @param engine the program's jar
     * @param model the folder of an unpacked model for Vosk
     */
    public record Speech(Path engine, Path model) {
        public Speech {
            model = model.toAbsolutePath().normalize();
        }
    }

    /**
     * Compiles once and quickly: WildFly boots in 8.5 instead of 14.5 seconds of processor time, and a request to a page
     * takes as long as with the optimising compiler (p50 1.1 against 0.9 ms, p99 the same or better). Leave it out to
     * measure a machine's capacity. Byte code is not verified, which saves another seventh of a boot: all of it was
     * either just built on this machine or checked by Maven. A boot fills the default young generation again and again.
     */
    public static final List<String> QUICK = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote",
            "-Xms256m",
            "-Xmn128m");

    /**
     * The settings that Maven passes to the launcher as system properties: {@code room.folder}, {@code room.server},
     * {@code room.application}, {@code room.identity.classpath} and, if wanted, {@code room.keycloak}, or
     * {@code room.speech.model} together with {@code room.speech.engine}, or {@code room.classes}: an archive of WildFly's
     * classes ({@code -XX:ArchiveClassesAtExit}) made with {@link #QUICK}. The JVM ignores an archive that does not suit it.
     */
    public static RoomSettings ofSystemProperties() {
        return new RoomSettings(
                Path.of(System.getProperty("room.folder")).normalize(),
                Ports.standard(),
                Path.of(System.getProperty("room.server")),
                Path.of(System.getProperty("room.application")),
                Path.of(System.getProperty("room.identity.classpath")),
                path("room.keycloak"),
                path("room.speech.model")
                        .map(model -> new Speech(Path.of(System.getProperty("room.speech.engine")), model)),
                Map.of(),
                quickOptions());
    }

    private static List<String> quickOptions() {
        return Stream.concat(
                        QUICK.stream(),
                        path("room.classes")
                                .filter(Files::exists)
                                .map(archive -> "-XX:SharedArchiveFile=" + archive)
                                .stream())
                .toList();
    }

    private static Optional<Path> path(String property) {
        return Optional.ofNullable(System.getProperty(property))
                .filter(set -> !set.isBlank())
                .map(Path::of);
    }

    public RoomSettings with(Path otherFolder, Ports otherPorts) {
        return new RoomSettings(
                otherFolder,
                otherPorts,
                server,
                application,
                identityClassPath,
                keycloak,
                speech,
                environment,
                javaOptions);
    }

    public RoomSettings with(Map<String, String> otherEnvironment) {
        return new RoomSettings(
                folder, ports, server, application, identityClassPath, keycloak, speech, otherEnvironment, javaOptions);
    }

    public RoomSettings with(List<String> otherJavaOptions) {
        return new RoomSettings(
                folder, ports, server, application, identityClassPath, keycloak, speech, environment, otherJavaOptions);
    }
}
