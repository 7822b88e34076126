package org.sessionroom.launcher;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The whole stack on this machine. Parts that do not depend on each other start in parallel; they end in the opposite order:
 * WildFly before the database, so that it causes no failures while stopping.
 *
 * <pre>
 * try (Room room = new Room(settings.with(folder, Ports.free(2)))) {
 *     room.start();
 *     open(room.url());
 * }
 * </pre>
 */
public final class Room implements AutoCloseable {
    private static final List<String> KEY_STORES =
            List.of("SESSION_TLS_KEYSTORE", "SESSION_SIGNING_KEYSTORE", "SESSION_CLUSTER_KEYSTORE");

    private static final String DATABASE = "postgresql";
    private static final String IDENTITY = "identity-provider";
    private static final String SPEECH = "speech";

    private final RoomSettings settings;
    private final RoomAddresses addresses;
    private final RoomFolder folder;
    private final Consumer<MailCatcher.Mail> postman;
    /** Parts start in parallel (read lock) but never while, or after, the room ends (write lock). */
    private final ReadWriteLock life = new ReentrantReadWriteLock();

    private volatile boolean held;
    private volatile boolean ended;
    private volatile Database database;
    private volatile MailCatcher mail;
    private volatile IdentityProvider identityProvider;
    private volatile Optional<SpeechEngine> speech = Optional.empty();
    private final List<WildFly> nodes = new CopyOnWriteArrayList<>();

    public Room(RoomSettings settings) {
        this(settings, mail -> {});
    }

    /** @param postman receives each caught mail */
    public Room(RoomSettings settings, Consumer<MailCatcher.Mail> postman) {
        this.settings = settings;
        this.addresses = new RoomAddresses(settings.ports(), settings.keycloak().isPresent());
        this.folder = new RoomFolder(settings.folder());
        this.postman = postman;
    }

    /**
     * Starts everything and returns when people can enter. Processes that an earlier, killed launcher left running in this folder
     * are ended first.
     *
     * @return how many such processes were ended
     * @throws StartupException if the room already runs, a port is in use, or a part does not start
     */
    public int start() {
        requireParts();
        folder.hold();
        held = true;
        int orphans = ChildProcess.endOrphans(folder);
        settings.ports().requireFree(settings.speech().isPresent());
        WritableFolder.require(folder.path(), "the room's data", 500);
        WritableFolder.require(Path.of(System.getProperty("java.io.tmpdir")), "temporary files", 50);
        // Before the database is started or created: whether it exists shows whether the master key was
        // used.
        RoomKeys.requireMasterKey(folder.keys(), Files.exists(folder.database()));
        try {
            // Alone and first: problems of a model are reported before anything else runs.
            whileAlive(this::startSpeech);
            speech.ifPresent(SpeechEngine::awaitReady);
            var identity = CompletableFuture.runAsync(() -> whileAlive(this::startIdentityProvider));
            var post = CompletableFuture.runAsync(() -> whileAlive(this::startMail));
            var keys = CompletableFuture.supplyAsync(() -> RoomKeys.in(folder.keys()));
            whileAlive(this::startDatabase);
            post.join();
            RoomKeys whole = keys.join();
            whileAlive(() -> startNodes(whole));
            identity.join();
            identityProvider.awaitReady();
            nodes.forEach(this::awaitReady);
            return orphans;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? inPlainWords(cause) : e;
        } catch (UncheckedIOException e) {
            throw inPlainWords(e);
        }
    }

    private static RuntimeException inPlainWords(RuntimeException fault) {
        return fault instanceof UncheckedIOException unchecked
                ? StartupException.because("The room could not be started", unchecked.getCause())
                : fault;
    }

    private void whileAlive(Runnable start) {
        life.readLock().lock();
        try {
            if (ended) {
                throw new StartupException("The room was ended while it started.");
            }
            start.run();
        } finally {
            life.readLock().unlock();
        }
    }

    private void requireParts() {
        RoomKeys.requireOwnersFiles(FileSystems.getDefault());
        requireGivenKeyStores();
        if (!Files.exists(settings.application())) {
            throw new StartupException("There is no application at " + settings.application() + "; build it first.");
        }
        if (!Files.exists(settings.server())) {
            throw new StartupException("There is no WildFly at " + settings.server() + "; build wildfly-config first.");
        }
        settings.speech().ifPresent(wanted -> {
            if (!Files.exists(wanted.engine())) {
                throw new StartupException(
                        "There is no speech engine at " + wanted.engine() + "; build session-speech first.");
            }
            if (!Files.exists(wanted.model())) {
                throw new StartupException("There is no speech model at " + wanted.model() + ".");
            }
        });
    }

    private void startSpeech() {
        speech = settings.speech()
                .map(wanted -> SpeechEngine.start(
                        wanted.engine(),
                        wanted.model(),
                        folder,
                        settings.ports().speech()));
    }

    private void startIdentityProvider() {
        int port = settings.ports().identityProvider();
        identityProvider = settings.keycloak().isPresent()
                ? Keycloak.start(settings.keycloak().get(), folder, port, addresses.url(), addresses.plainUrl())
                : DemoIdentityProvider.start(settings.identityClassPath(), folder, port);
    }

    private void startDatabase() {
        database = Database.start(
                folder.database(),
                settings.ports().database(),
                folder.log(DATABASE),
                settings.server().toAbsolutePath().normalize().resolveSibling("postgresql"));
    }

    private void startMail() {
        mail = MailCatcher.start(settings.ports().mail(), postman);
    }

    private void startNodes(RoomKeys keys) {
        for (Ports.Node node : settings.ports().nodes()) {
            String name = "session-" + (nodes.size() + 1);
            var environment = new NodeEnvironment(settings, addresses, keys, speech);
            var wildfly = new WildFly(
                    name,
                    node,
                    settings.server(),
                    settings.application(),
                    environment.of(name, node),
                    settings.javaOptions(),
                    folder);
            nodes.add(wildfly);
            wildfly.start();
        }
    }

    /**
     * A node that hangs while it boots is started once more; what its threads did is printed, so that the cause can be found. Seen
     * on a busy machine with two nodes that booted at once: a node waited for ever after its last web context.
     */
    private void awaitReady(WildFly node) {
        try {
            node.awaitReady();
        } catch (StartupException.Hung hung) {
            System.err.println(hung.getMessage() + "\n" + node.name() + " is started again.");
            restart(node);
        }
    }

    /** The room's own key stores are checked when they are created. */
    private void requireGivenKeyStores() {
        Map<String, String> given = settings.environment();
        for (String variable : KEY_STORES) {
            String file = given.getOrDefault(variable, "");
            if (!file.isEmpty()) {
                KeyFile.requireUsable(
                        Path.of(file),
                        given.getOrDefault(variable + "_PASSWORD", ""),
                        "It was named by " + variable + ", its password by " + variable + "_PASSWORD.");
            }
        }
    }

    /** The address for people: the first node's pages. */
    public URI url() {
        return addresses.url();
    }

    /** The API's address on this machine, without TLS. */
    public URI api() {
        return addresses.api();
    }

    public List<WildFly> nodes() {
        return List.copyOf(nodes);
    }

    public Database database() {
        return database;
    }

    public MailCatcher mail() {
        return mail;
    }

    public IdentityProvider identityProvider() {
        return identityProvider;
    }

    /** The room's own speech engine, if it was started with a model. */
    public Optional<SpeechEngine> speech() {
        return speech;
    }

    /** The parts of this room in processes of their own; the mail catcher runs within the launcher. */
    List<Part> parts() {
        var parts = new ArrayList<Part>();
        parts.add(new Part(
                "PostgreSQL",
                true,
                () -> database.onExit(),
                folder.log(DATABASE),
                folder.log(DATABASE),
                this::restartDatabase));
        parts.add(part(
                "The identity provider",
                true,
                IDENTITY,
                () -> identityProvider.onExit(),
                this::restartIdentityProvider));
        speech.ifPresent(engine -> parts.add(part(
                "The speech engine",
                false,
                SPEECH,
                () -> speech.orElseThrow().process().onExit(),
                this::restartSpeech)));
        nodes.forEach(node -> parts.add(part(
                "WildFly " + node.name(),
                true,
                node.name(),
                () -> node.process().onExit(),
                () -> restart(node))));
        return parts;
    }

    private Part part(String name, boolean isNeeded, String log, Supplier<CompletionStage<?>> end, Runnable restart) {
        return new Part(name, isNeeded, end, folder.log(log), folder.keptLog(log), restart);
    }

    private void restartDatabase() {
        // Releases what is left of the old one: its lock on the folder, and processes that have not noticed its end
        // yet.
        database.close();
        whileAlive(this::startDatabase);
    }

    private void restartIdentityProvider() {
        identityProvider.close();
        folder.keepLog(IDENTITY);
        whileAlive(this::startIdentityProvider);
        identityProvider.awaitReady();
    }

    private void restartSpeech() {
        folder.keepLog(SPEECH);
        whileAlive(this::startSpeech);
        speech.ifPresent(SpeechEngine::awaitReady);
    }

    private void restart(WildFly node) {
        node.close();
        whileAlive(node::start);
        node.awaitReady();
    }

    /** Whether this room holds its folder, and so may have running processes. */
    boolean isStarted() {
        return held;
    }

    boolean isEnded() {
        return ended;
    }

    /** Ends every process of this room, even while it starts; returns when they have ended. */
    @Override
    public void close() {
        life.writeLock().lock();
        try {
            ended = true;
            nodes.parallelStream().forEach(WildFly::close);
            Stream.of(speech.orElse(null), identityProvider, mail, database)
                    .filter(Objects::nonNull)
                    .forEach(Room::end);
            if (held) {
                folder.close();
            }
        } finally {
            life.writeLock().unlock();
        }
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.err.println("While ending: " + e);
        }
    }
}
