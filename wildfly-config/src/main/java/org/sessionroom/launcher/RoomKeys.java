package org.sessionroom.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The secrets of a room: the certificate of its pages, the key that signs its tokens, the key by which its nodes authenticate each
 * other, and the master key that wraps the data keys. Created once and kept, readable only for their owner: without the
 * master key, an existing database cannot be decrypted. So the master key is never created if data exists, whatever happened to the file.
 */
public record RoomKeys(
        Path certificate, Path signing, String signingAlias, Path cluster, Path masterKey, String password) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String MASTER_KEY = "master.key";
    private static final int MASTER_KEY_BYTES = 32;
    private static final int KEYTOOL_SECONDS = 60;
    private static final String CERTIFICATE = "certificate.p12";
    private static final String SIGNING = "signing.p12";
    private static final String CLUSTER = "cluster.p12";

    /**
     * Checks whether files can be made readable only for their owner, as keys must be; called before anything else.
     *
     * @throws StartupException if they cannot, as on Windows; the message says what to do
     */
    static void requireOwnersFiles(FileSystem files) {
        if (!files.supportedFileAttributeViews().contains("posix")) {
            throw new StartupException(
                    "On this system files cannot be made readable for their owner alone, as keys must be."
                            + "\nOn Windows start the room within WSL 2, in a folder of its Linux.");
        }
    }

    /**
     * Creates the master key of a new room, or checks an existing one; called before anything else of the room is created.
     *
     * @param hasData whether a database was created with these keys
     * @throws StartupException if it is damaged, or missing although data exists; the message says what to do
     */
    static void requireMasterKey(Path folder, boolean hasData) {
        try {
            Path master = folder.resolve(MASTER_KEY);
            if (hasData && !Files.exists(master)) {
                throw restore(master, "is missing");
            }
            secret(master, MASTER_KEY_BYTES);
            requireWhole(master, hasData);
        } catch (IOException e) {
            throw StartupException.because("The master key could not be read or made", e);
        }
    }

    /**
     * The keys of this folder, with the existing master key; other missing keys are created.
     *
     * @throws StartupException if one of them is damaged; the message says what to do
     */
    static RoomKeys in(Path folder) {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Path password = folder.resolve("keystore.password");
            if (!Files.exists(password)
                    && Stream.of(CERTIFICATE, SIGNING, CLUSTER)
                            .map(folder::resolve)
                            .anyMatch(Files::exists)) {
                throw withoutPassword(password, "is missing");
            }
            requireFilled(secret(password, 24));
            // Created in parallel, because each is a separate program that takes a second.
            var certificate = CompletableFuture.supplyAsync(() -> keyStore(
                    folder.resolve(CERTIFICATE),
                    password,
                    "https",
                    "CN=localhost, O=Session room (demonstration)",
                    List.of("-ext", "san=dns:localhost,ip:127.0.0.1", "-ext", "eku=serverAuth")));
            var signing = CompletableFuture.supplyAsync(() ->
                    keyStore(folder.resolve(SIGNING), password, "session-1", "CN=Session room signing key", List.of()));
            var cluster = CompletableFuture.supplyAsync(
                    () -> keyStore(folder.resolve(CLUSTER), password, "cluster", "CN=Session room cluster", List.of()));
            var keys = new RoomKeys(
                    certificate.join(),
                    signing.join(),
                    "session-1",
                    cluster.join(),
                    folder.resolve(MASTER_KEY),
                    Files.readString(password).strip());
            if (Stream.of(keys.certificate, keys.signing, keys.cluster)
                    .noneMatch(store -> KeyFile.isOpenedBy(store, keys.password))) {
                throw withoutPassword(password, "opens none of the key files");
            }
            for (Path store : List.of(keys.certificate, keys.cluster)) {
                KeyFile.requireUsable(
                        store, keys.password, "Nothing is lost with it: delete it, and the next start makes another.");
            }
            KeyFile.requireUsable(
                    keys.signing,
                    keys.password,
                    "Restore it from its backup. Without one, delete it, and the next start makes another; then everybody has to"
                            + " log in again, and clients need a new link.");
            return keys;
        } catch (IOException e) {
            throw StartupException.because("The keys in " + folder + " could not be read or made", e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof StartupException reason ? reason : e;
        }
    }

    private static void requireFilled(Path password) throws IOException {
        if (Files.readString(password).isBlank()) {
            throw withoutPassword(password, "is empty");
        }
    }

    private static StartupException withoutPassword(Path password, String fault) {
        return new StartupException("The password file " + password + " " + fault
                + ".\nRestore it from its backup. Without one, delete whatever is there of it, " + CERTIFICATE + ", "
                + SIGNING
                + " and " + CLUSTER
                + ", and the next start makes all four; then everybody has to log in again, and clients need"
                + " a new link.");
    }

    private static void requireWhole(Path master, boolean hasData) throws IOException {
        int bytes;
        try {
            bytes = Base64.getDecoder().decode(Files.readString(master).strip()).length;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw unusable(master, "is damaged (no base64)", hasData);
        }
        if (bytes != MASTER_KEY_BYTES) {
            throw unusable(
                    master,
                    bytes == 0 ? "is empty" : "is damaged (" + bytes + " bytes instead of " + MASTER_KEY_BYTES + ")",
                    hasData);
        }
    }

    private static StartupException unusable(Path master, String fault, boolean hasData) {
        return hasData
                ? restore(master, fault)
                : new StartupException("The master key " + master + " " + fault
                        + ".\nThis room has no database yet, so nothing was sealed with it: delete the file, and the next"
                        + " start makes another.");
    }

    private static StartupException restore(Path master, String fault) {
        return new StartupException(
                "The master key " + master + " " + fault
                        + ".\nThe room's data is sealed with it and no other key opens that data: restore the file from its backup.");
    }

    private static Path secret(Path file, int bytes) throws IOException {
        if (!Files.exists(file)) {
            var secret = new byte[bytes];
            RANDOM.nextBytes(secret);
            Path made = ownersOnly(file.resolveSibling(file.getFileName() + ".new"));
            Files.writeString(made, Base64.getEncoder().encodeToString(secret) + "\n");
            // After a power failure the database could exist, and the key that opens it not.
            force(made, StandardOpenOption.WRITE);
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
            force(file.getParent(), StandardOpenOption.READ);
        }
        return file;
    }

    private static void force(Path file, OpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(file, mode)) {
            channel.force(true);
        }
    }

    private static Path keyStore(Path file, Path password, String alias, String name, List<String> extensions) {
        try {
            return Files.exists(file) ? file : newKeyStore(file, password, alias, name, extensions);
        } catch (IOException e) {
            throw StartupException.because("The key file " + file + " could not be made", e);
        }
    }

    private static Path newKeyStore(Path file, Path password, String alias, String name, List<String> extensions)
            throws IOException {
        Path made = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(made);
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                // It ends before the optimising compiler would pay.
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-storetype",
                "PKCS12",
                "-keystore",
                made.toString(),
                "-storepass:file",
                password.toString(),
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                name,
                "-validity",
                "3650"));
        command.addAll(extensions);
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        CompletableFuture.delayedExecutor(KEYTOOL_SECONDS, TimeUnit.SECONDS).execute(keytool::destroyForcibly);
        String said = new String(keytool.getInputStream().readAllBytes());
        try {
            if (keytool.waitFor() != 0) {
                throw new StartupException("keytool could not make " + file + ":\n" + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("Interrupted while keytool made " + file, e);
        }
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        return file;
    }

    private static Path ownersOnly(Path file) throws IOException {
        Files.deleteIfExists(file);
        return Files.createFile(
                file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
}
