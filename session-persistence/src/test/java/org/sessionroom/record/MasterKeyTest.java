package org.sessionroom.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {

    private static final AssociatedData PLACE = new AssociatedData("figure", "label", UUID.randomUUID());

    @TempDir
    private Path folder;

    @Test
    void whatIsSealedOpensInItsPlaceAndNowhereElse() throws IOException {
        UUID owner = UUID.randomUUID();
        MasterKey master = master(1);
        byte[] wrapped = master.createDataKey(owner, RetentionClass.SESSION);
        SealingKey key = master.unwrap(wrapped, owner, RetentionClass.SESSION);
        byte[] bytes = key.seal("Mãe", PLACE);
        assertEquals("Mãe", key.open(bytes, PLACE));
        assertFalse(new String(bytes, StandardCharsets.UTF_8).contains("Mãe"));
        AssociatedData otherRow = new AssociatedData("figure", "label", UUID.randomUUID());
        assertThrows(IllegalStateException.class, () -> key.open(bytes, otherRow));
        SealingKey others =
                master.unwrap(master.createDataKey(owner, RetentionClass.SESSION), owner, RetentionClass.SESSION);
        assertThrows(IllegalStateException.class, () -> others.open(bytes, PLACE));
    }

    @Test
    void sealingTheSameTwiceLooksDifferent() throws IOException {
        UUID owner = UUID.randomUUID();
        MasterKey master = master(1);
        SealingKey key =
                master.unwrap(master.createDataKey(owner, RetentionClass.SESSION), owner, RetentionClass.SESSION);
        assertFalse(Arrays.equals(key.seal("Mãe", PLACE), key.seal("Mãe", PLACE)));
    }

    @Test
    void aDataKeyIsBoundToItsOwnerAndClass() throws IOException {
        UUID owner = UUID.randomUUID();
        MasterKey master = master(1);
        byte[] wrapped = master.createDataKey(owner, RetentionClass.SESSION);
        assertThrows(
                IllegalStateException.class, () -> master.unwrap(wrapped, UUID.randomUUID(), RetentionClass.SESSION));
        assertThrows(IllegalStateException.class, () -> master.unwrap(wrapped, owner, RetentionClass.TRANSCRIPT));
    }

    @Test
    void anotherMasterKeyIsNoticedByTheProbe() throws IOException {
        MasterKeyProbeEntity probe = new MasterKeyProbeEntity(master(1));
        probe.check(master(1));
        MasterKeyUnusable refusal = assertThrows(MasterKeyUnusable.class, () -> probe.check(master(2)));
        assertTrue(refusal.getMessage().contains("SESSION_MASTER_KEY_FILE"));
    }

    @Test
    void aMissingShortOrGarbledFileIsRefusedInPlainWords() throws IOException {
        assertRefused(folder.resolve("missing"), "cannot be read");
        assertRefused(write("empty", ""), "is empty");
        assertRefused(write("short", Base64.getEncoder().encodeToString(new byte[16])), "32 bytes");
        assertRefused(write("garbled", "not base64 !"), "not base64");
    }

    @Test
    void aNewKeyIsAdvisedOnlyWhereNothingWasEverSealed() throws IOException {
        MasterKeyProbeEntity probe = new MasterKeyProbeEntity(master(1));
        for (Path file : List.of(folder.resolve("missing"), write("empty", ""), write("garbled", "not base64 !"))) {
            MasterKeyUnusable fault = assertThrows(MasterKeyUnusable.class, () -> MasterKey.read(file));
            String besideData =
                    MasterKeyProbeEntity.explain(fault, Optional.of(probe)).getMessage();
            assertTrue(besideData.contains("restore that key from its backup"), besideData);
            assertTrue(besideData.contains(master(1).id()), besideData);
            assertFalse(besideData.contains("openssl"), besideData);
            assertFalse(fault.getMessage().contains("openssl"), fault::getMessage);
            String fresh = MasterKeyProbeEntity.explain(fault, Optional.empty()).getMessage();
            assertTrue(fresh.contains("openssl rand -base64 32"), fresh);
        }
    }

    @Test
    void theIdTellsKeysApartAndNothingElse() throws IOException {
        assertEquals(master(1).id(), master(1).id());
        assertFalse(master(1).id().equals(master(2).id()));
        assertEquals(8, master(1).id().length());
    }

    private void assertRefused(Path file, String hint) {
        MasterKeyUnusable refusal = assertThrows(MasterKeyUnusable.class, () -> MasterKey.read(file));
        assertTrue(refusal.getMessage().contains(hint), refusal.getMessage());
    }

    private MasterKey master(int fill) throws IOException {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) fill);
        return MasterKey.read(write("key" + fill, Base64.getEncoder().encodeToString(secret) + "\n"));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
