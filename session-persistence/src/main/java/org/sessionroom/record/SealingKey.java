package org.sessionroom.record;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/** Encrypts and decrypts the texts of one owner (a session or an appointment) and one retention class. */
public final class SealingKey {

    private static final String VERSION = "v1";

    private final Aead aead;
    private final UUID owner;

    SealingKey(Aead aead, UUID owner) {
        this.aead = aead;
        this.owner = owner;
    }

    public byte[] seal(String clear, AssociatedData place) {
        try {
            return aead.encrypt(clear.getBytes(StandardCharsets.UTF_8), associatedData(place));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a value could not be sealed for " + place.table(), e);
        }
    }

    /** @throws IllegalStateException if the value was tampered with or moved from another place */
    public String open(byte[] sealed, AssociatedData place) {
        try {
            return new String(aead.decrypt(sealed, associatedData(place)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed value of " + place.table() + " does not open", e);
        }
    }

    private byte[] associatedData(AssociatedData place) {
        return String.join("|", VERSION, owner.toString(), place.table(), place.column(), place.row())
                .getBytes(StandardCharsets.UTF_8);
    }
}
