package org.sessionroom.launcher;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.wildfly.core.launcher.Launcher;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/**
 * One WildFly node with the application. All nodes share the provisioned server's modules; a node writes to a
 * base folder of its own, whose configuration is copied from the server at every start.
 */
public final class WildFly implements AutoCloseable {
    /** While it boots it logs something every few seconds, even on a slow machine. */
    private static final Duration WITHOUT_PROGRESS = Duration.ofMinutes(3);

    /** Time limit for each of the two steps: to be deployed, and then to be ready. */
    private static final Duration AT_MOST = Duration.ofMinutes(20);

    private static final String STARTED = " WFLYSRV0025:";
    private static final String STARTED_WITH_ERRORS = " WFLYSRV0026:";

    private final String name;
    private final Ports.Node ports;
    private final Path server;
    private final Path application;
    private final Map<String, String> environment;
    private final List<String> javaOptions;
    private final RoomFolder folder;
    private ChildProcess process;

    WildFly(
            String name,
            Ports.Node ports,
            Path server,
            Path application,
            Map<String, String> environment,
            List<String> javaOptions,
            RoomFolder folder) {
        this.name = name;
        this.ports = ports;
        this.server = server;
        this.application = application;
        this.environment = Map.copyOf(environment);
        this.javaOptions = javaOptions;
        this.folder = folder;
    }

    /** Starts booting; see {@link #awaitReady()}. */
    public void start() {
        try {
            Path base = folder.node(name);
            RoomFolder.delete(base.resolve("configuration"));
            RoomFolder.delete(base.resolve("deployments"));
            RoomFolder.delete(base.resolve("tmp"));
            RoomFolder.copy(server.resolve("standalone/configuration"), base.resolve("configuration"));
            Files.createDirectories(base.resolve("deployments"));
            Files.copy(application, base.resolve("deployments").resolve(application.getFileName()));
            folder.keepLog(name);
            Process started = Launcher.of(command(base))
                    .addEnvironmentVariables(environment)
                    .setRedirectErrorStream(true)
                    .redirectOutput(folder.log(name).toFile())
                    .launch();
            process = ChildProcess.started(started, name, folder);
        } catch (IOException e) {
            throw StartupException.because("WildFly could not be started", e);
        }
    }

    private StandaloneCommandBuilder command(Path base) {
        return StandaloneCommandBuilder.of(server)
                .setBaseDirectory(base)
                .setJavaHome(Path.of(System.getProperty("java.home")))
                .setJavaOptions(
                        ChildProcess.mark(folder),
                        "-Xms64m",
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        // Otherwise the first collections of a boot are caused by metaspace growing beyond its small
                        // default.
                        "-XX:MetaspaceSize=160m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.net.preferIPv4Stack=true",
                        "-Djava.awt.headless=true")
                .addJavaOptions(javaOptions)
                .addServerArguments(
                        "-Djboss.node.name=" + name,
                        "-Djboss.http.port=" + ports.http(),
                        "-Djboss.https.port=" + ports.https(),
                        "-Djboss.management.http.port=" + ports.management());
    }

    /**
     * Waits until the application is deployed and reports that it is ready.
     *
     * @throws StartupException if it fails, ends, or does not become ready; the message contains the first errors
     * @throws StartupException.Hung if it makes no progress for three minutes while it boots; the message contains what its booting
     *     threads do
     */
    public void awaitReady() {
        Path deployments = folder.node(name).resolve("deployments");
        Path deployed = deployments.resolve(application.getFileName() + ".deployed");
        Path failed = deployments.resolve(application.getFileName() + ".failed");
        // Health requests to a booting server fill its log with warnings, so the deployment's marker is checked
        // first.
        await(
                () -> {
                    if (Files.exists(failed)) {
                        throw new StartupException("The application could not be deployed:\n" + firstErrors());
                    }
                    String log = readLog();
                    if (log.contains(STARTED_WITH_ERRORS)) {
                        // For example an unreadable certificate or a port in use: it would not answer everybody.
                        throw new StartupException("WildFly started, but not everything in it:\n" + firstErrors());
                    }
                    return Files.exists(deployed) && log.contains(STARTED);
                },
                () -> readLog().length(),
                message -> new StartupException.Hung(message + "\n" + ThreadDump.request(process(), this::readLog)));
        // From here on the log does not show progress: a node without its database keeps writing for ever. Another
        // start would not help: the node works, and something that it needs does not.
        await(this::isReady, this::notReady, StartupException::new);
    }

    /** Whether {@code /health/ready} reports it as ready now. */
    public boolean isReady() {
        try {
            return HttpClient.newHttpClient()
                            .send(health(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HttpRequest health() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.management() + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    /**
     * @param progress a value that changes with progress
     * @param stalled what to throw, with this message, if it does not change for three minutes
     */
    private void await(BooleanSupplier condition, Supplier<?> progress, Function<String, StartupException> stalled) {
        var patience = new Patience(WITHOUT_PROGRESS, ElapsedTime.now());
        Instant end = ElapsedTime.now().plus(AT_MOST);
        while (!condition.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new StartupException("WildFly ended while it started:\n" + firstErrors());
            }
            patience.see(progress.get(), ElapsedTime.now());
            if (ElapsedTime.now().isAfter(end)) {
                throw new StartupException(notReadyMessage("after " + AT_MOST.toMinutes()));
            }
            if (patience.isOver(ElapsedTime.now())) {
                throw stalled.apply(notReadyMessage(
                        "and got no further for " + patience.withoutProgress().toMinutes()));
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StartupException("Interrupted while WildFly started", e);
            }
        }
    }

    private String notReadyMessage(String when) {
        String checks = notReady().map(names -> " (not ready: " + names + ")").orElse("");
        return "WildFly is not ready " + when + " minutes" + checks + ":\n" + firstErrors();
    }

    /** The names of the health checks that are down, if the application answers at all. */
    private Optional<String> notReady() {
        try {
            String answer = HttpClient.newHttpClient()
                    .send(health(), BodyHandlers.ofString())
                    .body();
            String down = Json.createReader(new StringReader(answer)).readObject().getJsonArray("checks").stream()
                    .map(JsonValue::asJsonObject)
                    .filter(check -> check.getString("status").equals("DOWN"))
                    .map(check -> check.getString("name"))
                    .collect(Collectors.joining(", "));
            return Optional.of(down).filter(names -> !names.isEmpty());
        } catch (IOException | RuntimeException noAnswer) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private String readLog() {
        try {
            return Files.readString(log(), StandardCharsets.ISO_8859_1);
        } catch (IOException notYet) {
            return "";
        }
    }

    private String firstErrors() {
        String errors = readLog()
                .lines()
                .filter(line -> line.contains(" ERROR ") || line.contains(" FATAL ") || line.contains("Caused by: "))
                .limit(5)
                .map(line -> "  " + line)
                .collect(Collectors.joining("\n"));
        if (errors.isEmpty()) {
            // A process that ends before it can log prints the reason on its last lines.
            List<String> last = readLog().lines().toList();
            errors = last.subList(Math.max(0, last.size() - 5), last.size()).stream()
                    .map(line -> "  " + line)
                    .collect(Collectors.joining("\n"));
        }
        return errors + "\nThe whole log: " + log();
    }

    public Path log() {
        return folder.log(name);
    }

    /** The whole log up to now, line by line; the console shows less. */
    public List<String> logged() {
        try {
            return Files.readAllLines(folder.node(name).resolve("log/server.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    public Ports.Node ports() {
        return ports;
    }

    /** The running server, for tests that freeze or kill it. */
    public Process process() {
        return process.process();
    }

    @Override
    public void close() {
        if (process != null) {
            process.end();
        }
    }
}
