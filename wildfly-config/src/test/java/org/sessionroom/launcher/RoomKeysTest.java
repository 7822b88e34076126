package org.sessionroom.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomKeysTest {

    private static RoomKeys keys(Path folder) {
        RoomKeys.requireMasterKey(folder, false);
        return RoomKeys.in(folder);
    }

    @Test
    void keysAreMadeOnceAndAreTheirOwnersAlone(@TempDir Path folder) throws Exception {
        RoomKeys made = keys(folder);
        byte[] master = Files.readAllBytes(made.masterKey());
        byte[] signing = Files.readAllBytes(made.signing());
        byte[] certificate = Files.readAllBytes(made.certificate());

        assertEquals(made, keys(folder));
        assertArrayEquals(master, Files.readAllBytes(made.masterKey()));
        assertArrayEquals(signing, Files.readAllBytes(made.signing()));
        assertArrayEquals(certificate, Files.readAllBytes(made.certificate()));

        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                        file.toString());
            }
        }
    }

    /** As on Windows; simulated by a zip file system, which has no owners either. */
    @Test
    void whereFilesHaveNoOwnerTheRoomSaysWhatToDo(@TempDir Path folder) throws Exception {
        URI zip = URI.create("jar:" + folder.resolve("files.zip").toUri());
        try (FileSystem without = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            String said = assertThrows(StartupException.class, () -> RoomKeys.requireOwnersFiles(without))
                    .getMessage();
            assertTrue(said.contains("WSL 2"), said);
        }
        RoomKeys.requireOwnersFiles(folder.getFileSystem());
    }

    @Test
    void theKeysAreOfTheKindTheApplicationExpects(@TempDir Path folder) throws Exception {
        RoomKeys keys = keys(folder);
        assertEquals(
                32,
                Base64.getDecoder().decode(Files.readString(keys.masterKey()).strip()).length);

        char[] password = keys.password().toCharArray();
        var signing = KeyStore.getInstance(keys.signing().toFile(), password);
        var key = assertInstanceOf(ECPrivateKey.class, signing.getKey(keys.signingAlias(), password));
        assertEquals(256, key.getParams().getOrder().bitLength());

        var pages = KeyStore.getInstance(keys.certificate().toFile(), password);
        var certificate = (X509Certificate) pages.getCertificate("https");
        var names = certificate.getSubjectAlternativeNames().stream()
                .map(name -> name.get(1))
                .toList();
        assertEquals(List.of("localhost", "127.0.0.1"), names);
    }

    /** What a broken copy, a full disk, or an editor leaves of a master key. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "no base64 at all", "c2hvcnQ=", "AAAA"})
    void besideDataADamagedMasterKeyIsNeitherReplacedNorIsThatAdvised(String damaged, @TempDir Path folder)
            throws Exception {
        Path master = Files.writeString(folder.resolve("master.key"), damaged);
        String said = assertThrows(StartupException.class, () -> RoomKeys.requireMasterKey(folder, true))
                .getMessage();
        assertTrue(said.contains("restore the file from its backup"), said);
        assertFalse(said.contains("makes another") || said.contains("delete") || said.contains("openssl"), said);
        assertEquals(damaged, Files.readString(master));
    }

    @Test
    void besideDataAMissingMasterKeyIsNotMade(@TempDir Path folder) throws Exception {
        String said = assertThrows(StartupException.class, () -> RoomKeys.requireMasterKey(folder, true))
                .getMessage();
        assertTrue(said.contains("is missing") && said.contains("restore the file from its backup"), said);
        assertFalse(Files.exists(folder.resolve("master.key")));
    }

    @Test
    void aDamagedMasterKeyOfARoomWithoutDataMayBeMadeAgain(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("master.key"), "");
        String said = assertThrows(StartupException.class, () -> RoomKeys.requireMasterKey(folder, false))
                .getMessage();
        assertTrue(said.contains("delete the file"), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"certificate.p12", "signing.p12", "cluster.p12"})
    void aDamagedKeyStoreIsNamedAtOnceWithWhatToDo(String store, @TempDir Path folder) throws Exception {
        keys(folder);
        byte[] whole = Files.readAllBytes(folder.resolve(store));
        for (int length : new int[] {0, 1, 100, whole.length / 2, whole.length - 1}) {
            Files.write(folder.resolve(store), Arrays.copyOf(whole, length));
            String said = assertThrows(StartupException.class, () -> RoomKeys.in(folder))
                    .getMessage();
            assertTrue(said.contains(store) && said.contains("delete it"), said);
        }
        Files.write(folder.resolve(store), whole);
        RoomKeys.in(folder);
    }

    /** The key files are whole, and whoever deletes one of them for it would lose it for nothing. */
    @Test
    void aPasswordThatOpensNoneOfTheKeyFilesIsNamedItself(@TempDir Path folder) throws Exception {
        keys(folder);
        Files.writeString(folder.resolve("keystore.password"), "of another room\n");
        String said =
                assertThrows(StartupException.class, () -> RoomKeys.in(folder)).getMessage();
        assertTrue(said.contains("keystore.password opens none of the key files"), said);
        assertTrue(said.contains("Restore it from its backup"), said);
    }

    /** Whoever deletes it ends every login; so much must be said. */
    @Test
    void theAdviceAboutADamagedSigningKeySaysWhatItCosts(@TempDir Path folder) throws Exception {
        keys(folder);
        Files.writeString(folder.resolve("signing.p12"), "damaged");
        String advice =
                assertThrows(StartupException.class, () -> RoomKeys.in(folder)).getMessage();
        assertTrue(advice.contains("log in again") && !advice.contains("Nothing is lost"), advice);
    }

    @Test
    void anEmptyPasswordFileIsNamedAndNoKeyStoreIsBlamed(@TempDir Path folder) throws Exception {
        keys(folder);
        Files.writeString(folder.resolve("keystore.password"), "\n");
        String advice =
                assertThrows(StartupException.class, () -> RoomKeys.in(folder)).getMessage();
        assertTrue(advice.startsWith("The password file") && advice.contains("is empty"), advice);
    }

    @Test
    void aMissingPasswordFileIsNotReplacedBesideKeyStores(@TempDir Path folder) throws Exception {
        keys(folder);
        Files.delete(folder.resolve("keystore.password"));
        String advice =
                assertThrows(StartupException.class, () -> RoomKeys.in(folder)).getMessage();
        assertTrue(advice.startsWith("The password file") && advice.contains("is missing"), advice);
        assertFalse(Files.exists(folder.resolve("keystore.password")));
    }

    @Test
    void aFolderIsNoKeyStore(@TempDir Path folder) {
        String said = assertThrows(
                        StartupException.class, () -> KeyFile.requireUsable(folder, "secret", "Give a file."))
                .getMessage();
        assertTrue(said.contains("it is no file") && said.contains("Give a file."), said);
    }

    @Test
    void anotherPasswordIsSaidToBeAnotherPassword(@TempDir Path folder) {
        Path signing = keys(folder).signing();
        String said = assertThrows(
                        StartupException.class, () -> KeyFile.requireUsable(signing, "another", "Give its password."))
                .getMessage();
        assertTrue(said.contains("password is not the one given"), said);
    }
}
