package org.sessionroom.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

    @Test
    void keysAreMadeOnceAndAreTheirOwnersAlone(@TempDir Path folder) throws Exception {
        Keys made = Keys.in(folder);
        byte[] master = Files.readAllBytes(made.masterKey());
        byte[] signing = Files.readAllBytes(made.signing());
        byte[] certificate = Files.readAllBytes(made.certificate());

        assertEquals(made, Keys.in(folder));
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

    @Test
    void theKeysAreOfTheKindTheApplicationExpects(@TempDir Path folder) throws Exception {
        Keys keys = Keys.in(folder);
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
}
