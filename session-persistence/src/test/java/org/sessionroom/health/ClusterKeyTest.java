package org.sessionroom.health;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterKeyTest {

    private static final String OWN = "10.0.0.1[7600]";
    private static final List<String> TWO = List.of(OWN, "10.0.0.2[7600]");
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    @Test
    void aNodeAloneNeedsNoKey() {
        assertDoesNotThrow(new ClusterKey(OWN, List.of(), Optional.empty(), PASSWORD)::check);
        assertDoesNotThrow(new ClusterKey(OWN, List.of(OWN), Optional.empty(), PASSWORD)::check);
    }

    @Test
    void whoNamesOthersMustHaveAKey() {
        assertRefused(TWO, Optional.empty(), "SESSION_CLUSTER_KEYSTORE");
        assertRefused(List.of("10.0.0.2[7600]"), Optional.empty(), "SESSION_CLUSTER_KEYSTORE");
    }

    @Test
    void aKeyThatIsSharedIsTaken() throws Exception {
        assertDoesNotThrow(new ClusterKey(OWN, TWO, Optional.of(made("CN=cluster")), PASSWORD)::check);
    }

    @Test
    void aKeyThatCannotBeUsedIsRefusedWithAReason() throws Exception {
        assertRefused(TWO, Optional.of(folder.resolve("missing.p12")), "cannot be read");
        Path key = made("CN=cluster");
        byte[] whole = Files.readAllBytes(key);
        Path truncated = Files.write(folder.resolve("truncated.p12"), Arrays.copyOf(whole, whole.length / 2));
        assertRefused(TWO, Optional.of(truncated), "damaged");
        assertRefused(TWO, Optional.of(Files.createFile(folder.resolve("empty.p12"))), "damaged");
        assertThrows(IllegalStateException.class, new ClusterKey(OWN, TWO, Optional.of(key), "another")::check);
    }

    @Test
    void aKeyThatTheNodeMadeForItselfIsNoSharedOne() throws Exception {
        assertRefused(TWO, Optional.of(made(ClusterKey.MADE_BY_THE_NODE)), "made it for itself");
    }

    private static void assertRefused(List<String> peers, Optional<Path> keyStore, String reason) {
        var key = new ClusterKey(OWN, peers, keyStore, PASSWORD);
        String said = assertThrows(IllegalStateException.class, key::check).getMessage();
        assertTrue(said.contains(reason), said);
    }

    private Path made(String name) throws IOException, InterruptedException {
        Path file = folder.resolve("cluster.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        "cluster",
                        "-keyalg",
                        "EC",
                        "-dname",
                        name)
                .inheritIO()
                .start();
        assertTrue(keytool.waitFor() == 0);
        return file;
    }
}
