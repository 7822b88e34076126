package org.sessionroom.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The secrets of a room: the certificate of its pages, the key that signs its tokens, and the master key under which the
 * records' data keys lie. Made once and kept, readable for their owner alone: without the master key, the database of
 * yesterday cannot be read.
 */
public record Keys(Path certificate, Path signing, String signingAlias, Path masterKey, String password) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The keys of this folder; what is missing is made. */
    static Keys in(Path folder) {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Path password = secret(folder.resolve("keystore.password"), 24);
            Path master = secret(folder.resolve("master.key"), 32);
            Path certificate = keyStore(
                    folder.resolve("certificate.p12"),
                    password,
                    "https",
                    "CN=localhost, O=Session room (demonstration)",
                    List.of("-ext", "san=dns:localhost,ip:127.0.0.1", "-ext", "eku=serverAuth"));
            Path signing = keyStore(
                    folder.resolve("signing.p12"), password, "session-1", "CN=Session room signing key", List.of());
            return new Keys(
                    certificate,
                    signing,
                    "session-1",
                    master,
                    Files.readString(password).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path secret(Path file, int bytes) throws IOException {
        if (!Files.exists(file)) {
            var secret = new byte[bytes];
            RANDOM.nextBytes(secret);
            Path made = ownersOnly(file.resolveSibling(file.getFileName() + ".new"));
            Files.writeString(made, Base64.getEncoder().encodeToString(secret) + "\n");
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    private static Path keyStore(Path file, Path password, String alias, String name, List<String> extensions)
            throws IOException {
        if (Files.exists(file)) {
            return file;
        }
        Path made = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(made);
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
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
        String said = new String(keytool.getInputStream().readAllBytes());
        try {
            if (keytool.waitFor() != 0) {
                throw new CannotStart("keytool could not make " + file + ":\n" + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while keytool made " + file, e);
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
