package org.sessionroom.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;

/** A sealing key, for tests in which any key will do. */
public final class SomeKey {

    private SomeKey() {}

    public static SealingKey create() {
        try {
            Path file = Files.createTempFile("master", ".key");
            Files.writeString(file, Base64.getEncoder().encodeToString(new byte[32]));
            MasterKey master = MasterKey.read(file);
            Files.delete(file);
            UUID owner = UUID.randomUUID();
            return master.unwrap(master.createDataKey(owner, RetentionClass.SESSION), owner, RetentionClass.SESSION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
