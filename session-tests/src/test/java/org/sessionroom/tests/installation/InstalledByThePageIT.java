package org.sessionroom.tests.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.IdentityProvider;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.RoomSettings;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.InstalledProgram;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.TherapistWindow;

/** Installs the room on an unmodified WildFly, exactly as docs/operations.md describes; its database is Debian's PostgreSQL. */
@ExtendWith(Browsers.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("kill")
class InstalledByThePageIT {

    private static final OperationsPage PAGE = OperationsPage.read();

    private static final Path FOLDER =
            RunningRoom.FOLDER.resolve("installed-" + ProcessHandle.current().pid());
    private static final Ports.Node PORTS = Ports.free(1).nodes().get(0);
    private static final String HOST = "localhost:" + PORTS.https();
    private static final URI URL = URI.create("https://" + HOST);

    /** Subsystems of WildFly's own standalone-ha.xml that the room does not use. */
    private static final Set<String> ONLY_IN_WILDFLYS = Set.of("core-management", "security-manager");

    /** The provider and the mail catcher of a room without a server. */
    private static Room surroundings;

    private static DebianPostgres postgres;
    private static AdministratorsMachine machine;

    @BeforeAll
    static void installs() throws IOException, InterruptedException {
        RoomSettings settings = RoomSettings.ofSystemProperties().with(FOLDER.resolve("surroundings"), Ports.free(0));
        surroundings = new Room(settings);
        surroundings.start();
        postgres = DebianPostgres.started(Ports.free(0).database());
        Files.createDirectories(FOLDER);
        machine = new AdministratorsMachine(
                FOLDER.resolve("machine"),
                PORTS,
                postgres,
                Path.of(System.getProperty("wildfly.zip")),
                Path.of(System.getProperty("room.archive")).toAbsolutePath().normalize(),
                answers(settings));
        var steps = new ArrayList<>(PAGE.steps("install"));
        int settingsFile = steps.indexOf(steps.stream()
                .filter(OperationsPage.Lines.class::isInstance)
                .findFirst()
                .orElseThrow());
        steps.addAll(settingsFile + 1, PAGE.steps("ports"));
        machine.follow(steps);
    }

    private static Map<String, String> answers(RoomSettings settings) throws IOException, InterruptedException {
        var answers = new HashMap<String, String>();
        answers.put("HOST", HOST);
        answers.put("CERTIFICATE", FOLDER.resolve("certificate.pem").toString());
        answers.put("CERTIFICATE_KEY", FOLDER.resolve("certificate.key").toString());
        answers.put("ISSUER", surroundings.identityProvider().url().toString());
        answers.put("CLIENT_ID", IdentityProvider.CLIENT);
        answers.put("CLIENT_SECRET", surroundings.identityProvider().secret(IdentityProvider.CLIENT));
        answers.put("MAIL_HOST", "127.0.0.1");
        answers.put("MAIL_PORT", Integer.toString(settings.ports().mail()));
        answers.put("MAIL_FROM", "sala@hospital.example");
        answers.put("HTTP_PORT", Integer.toString(PORTS.http()));
        answers.put("HTTPS_PORT", Integer.toString(PORTS.https()));
        answers.put("MANAGEMENT_PORT", Integer.toString(PORTS.management()));
        answers.put("CLUSTER_PORT", Integer.toString(PORTS.cluster()));
        answers.put("DB_PORT", Integer.toString(postgres.port()));
        authoritySigns(answers.get("CERTIFICATE"), answers.get("CERTIFICATE_KEY"));
        return answers;
    }

    private static void authoritySigns(String certificate, String key) throws IOException, InterruptedException {
        Process openssl = new ProcessBuilder(
                        InstalledProgram.path("openssl", "openssl"),
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=DNS:localhost",
                        "-out",
                        certificate,
                        "-keyout",
                        key)
                .redirectErrorStream(true)
                .start();
        String said = new String(openssl.getInputStream().readAllBytes());
        assertEquals(0, openssl.waitFor(), said);
    }

    /** Stops the server before its database. */
    @AfterAll
    static void ends() throws Exception {
        try {
            close(machine);
        } finally {
            try {
                close(postgres);
            } finally {
                close(surroundings);
            }
        }
        // Some 700 MB; the logs are kept.
        new ProcessBuilder("rm", "-rf", FOLDER.resolve("machine/opt").toString())
                .start()
                .waitFor();
    }

    /** @param part null if the installation failed before it was created */
    private static void close(AutoCloseable part) throws Exception {
        if (part != null) {
            part.close();
        }
    }

    @Test
    @Order(1)
    void aTherapistLogsInOpensASessionAndEnters(Browser browser) {
        TherapistWindow paulo = TherapistWindow.loggedIn(browser, URL, DemoPerson.PAULO);
        paulo.books("Ana Martins", "ana@hospital.example");
        assertTrue(paulo.opensRoomOf("Ana Martins").startsWith(URL + "/join#"));
        String session = paulo.entersAlone();
        Eventually.holds("entry into the room", () -> machine.journal()
                .matches("(?s).*" + session + ": participant \\S+ joined.*"));
        Eventually.holds("invitation", () -> surroundings.mail().caught().stream()
                .anyMatch(mail -> mail.to().equals("ana@hospital.example")));
        paulo.page().context().close();
    }

    /** The page waits until the server is ready, and each answer that it is not yet is a line of the log. */
    @Test
    @Order(2)
    void nothingIsWrongInTheLog() throws IOException {
        List<String> wrong = Files.readAllLines(machine.path("/opt/wildfly/standalone/log/server.log")).stream()
                .filter(line -> line.matches("\\S+ (ERROR|WARN|FATAL) .*"))
                .filter(line -> !line.contains("WFLYMPHEALTH0003"))
                .toList();
        assertEquals(List.of(), wrong);
    }

    @Test
    @Order(2)
    void whatPatchesThePlatformIsUsedAndNothingOlder() throws IOException {
        Map<String, Path> used = usedModules();
        var jars = new TreeSet<String>();
        for (Path module : used.values()) {
            Pattern.compile("resource-root path=\"([^\"]+)\"")
                    .matcher(Files.readString(module))
                    .results()
                    .forEach(root ->
                            jars.add(Path.of(root.group(1)).getFileName().toString()));
        }
        for (String override : Files.readAllLines(Path.of(System.getProperty("server.overrides.file")))) {
            String[] parts = override.split(":");
            // The replacement of JSTL changes its packaging only (docs/dependencies.md).
            if (parts.length > 3 && !parts[0].equals("org.glassfish.web")) {
                String file = parts[1] + "-" + parts[2] + (parts[3].isEmpty() ? "" : "-" + parts[3]) + ".jar";
                Pattern anyVersion = Pattern.compile(Pattern.quote(parts[1]) + "-\\d[^-]*"
                        + (parts[3].isEmpty() ? "" : "-" + Pattern.quote(parts[3])) + "\\.jar");
                assertEquals(
                        List.of(file),
                        jars.stream()
                                .filter(jar -> anyVersion.matcher(jar).matches())
                                .toList());
            }
        }
        assertTrue(machine.journal().contains("Undertow 2.3.27.Final starting"));
    }

    /** For each module the descriptor that WildFly uses: the first in its search order. */
    private static Map<String, Path> usedModules() throws IOException {
        var used = new TreeMap<String, Path>();
        Path modules = machine.path("/opt/wildfly/modules");
        Path base = modules.resolve("system/layers/base");
        for (Path from : List.of(base, modules)) {
            try (Stream<Path> files = Files.walk(from)) {
                files.filter(file -> file.endsWith("module.xml"))
                        .filter(file -> from.equals(base) || !file.startsWith(modules.resolve("system")))
                        .forEach(file -> used.put(from.relativize(file).toString(), file));
            }
        }
        return used;
    }

    @Test
    @Order(2)
    void itRunsWhatTheServerOfThisProjectRuns() throws IOException {
        Set<String> own =
                subsystems(Path.of(System.getProperty("room.server"), "standalone/configuration/standalone.xml"));
        var installed =
                new HashSet<>(subsystems(machine.path("/opt/wildfly/standalone/configuration/standalone-ha.xml")));
        assertTrue(installed.removeAll(ONLY_IN_WILDFLYS));
        assertEquals(new TreeSet<>(own), new TreeSet<>(installed));
    }

    private static Set<String> subsystems(Path configuration) throws IOException {
        var names = new HashSet<String>();
        Pattern.compile("<subsystem xmlns=\"urn:(?:jboss:domain|wildfly):([a-z0-9-]+):")
                .matcher(Files.readString(configuration))
                .results()
                .forEach(subsystem -> names.add(subsystem.group(1)));
        return names;
    }

    /** After the loss of the database, and with a new version of the archive, the booked appointment is restored from the backup. */
    @Test
    @Order(3)
    void aBackupOutlivesTheDatabaseAndTheVersion(Browser browser) {
        TherapistWindow before = TherapistWindow.loggedIn(browser, URL, DemoPerson.PAULO);
        before.books("Bento Alves", "bento@hospital.example");
        before.page().context().close();
        machine.follow(PAGE.steps("backup"));
        machine.follow(PAGE.steps("upgrade"));
        machine.follow(PAGE.steps("restore"));
        Eventually.holds("the room", Duration.ofMinutes(2), InstalledByThePageIT::isReady);
        TherapistWindow paulo = TherapistWindow.loggedIn(browser, URL, DemoPerson.PAULO);
        paulo.row("Bento Alves").waitFor();
        paulo.page().context().close();
    }

    private static boolean isReady() {
        try {
            return Api.send(HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + PORTS.management() + "/health/ready")))
                            .status()
                    == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }
}
