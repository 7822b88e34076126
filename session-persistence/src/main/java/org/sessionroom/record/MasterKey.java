package org.sessionroom.record;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.util.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The only key that is never stored in the database: it wraps the data keys, which are (envelope encryption). Read once at start
 * from a file that contains 32 random bytes in base64, as {@code openssl rand -base64 32} writes them.
 */
public final class MasterKey {

    private static final int BYTES = 32;
    private static final Configuration TINK;

    static {
        try {
            AeadConfig.register();
            TINK = RegistryConfiguration.get();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Aead aead;
    private final byte[] secret;
    private final String id;

    private MasterKey(byte[] secret) throws GeneralSecurityException {
        AesGcmParameters parameters = AesGcmParameters.builder()
                .setKeySizeBytes(BYTES)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                .build();
        AesGcmKey key = AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(SecretBytes.copyFrom(secret, InsecureSecretKeyAccess.get()))
                .build();
        this.secret = secret.clone();
        this.aead = KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
                .build()
                .getPrimitive(TINK, Aead.class);
        byte[] fingerprint = MessageDigest.getInstance("SHA-256").digest(secret);
        this.id = HexFormat.of().formatHex(fingerprint, 0, 4);
    }

    /**
     * @throws MasterKeyUnusable if the file is missing, unreadable or does not contain 32 bytes in base64. Whether a new key
     *     may be made depends on the database, so the message advises only what cannot lose data
     */
    public static MasterKey read(Path file) {
        try {
            String text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw unusable("The master key file " + file + " is empty.");
            }
            byte[] secret = Base64.getDecoder().decode(text);
            if (secret.length != BYTES) {
                throw unusable("The master key file " + file + " must hold 32 bytes in base64, but holds "
                        + secret.length + ".");
            }
            return new MasterKey(secret);
        } catch (IOException e) {
            throw unusable("The master key file " + file + " cannot be read (SESSION_MASTER_KEY_FILE).");
        } catch (IllegalArgumentException e) {
            throw unusable("The master key file " + file + " is not base64.");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MasterKeyUnusable unusable(String fault) {
        return new MasterKeyUnusable(fault + " " + MasterKeyUnusable.RESTORE);
    }

    /** Identifies the key without revealing it: the first bytes of its SHA-256. */
    public String id() {
        return id;
    }

    /**
     * Derives a key for one purpose (HKDF, RFC 5869): always the same for the same purpose; it reveals nothing about
     * this key or about one for another purpose.
     *
     * @return 32 bytes
     */
    public byte[] derive(String purpose) {
        try {
            return Hkdf.computeHkdf("HMACSHA256", secret, new byte[0], purpose.getBytes(StandardCharsets.UTF_8), BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] seal(byte[] clear, String associated) {
        try {
            return aead.encrypt(clear, associated.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] open(byte[] sealed, String associated) {
        try {
            return aead.decrypt(sealed, associated.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new MasterKeyUnusable("The master key (id " + id + ") is not the one this database was sealed with.");
        }
    }

    /** Creates a data key for an owner, wrapped for the database. */
    byte[] createDataKey(UUID owner, RetentionClass retention) {
        try {
            KeysetHandle handle = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK);
            return TinkProtoKeysetFormat.serializeEncryptedKeyset(handle, aead, dataKeyName(owner, retention), TINK);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    SealingKey unwrap(byte[] wrapped, UUID owner, RetentionClass retention) {
        try {
            KeysetHandle handle =
                    TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, aead, dataKeyName(owner, retention), TINK);
            return new SealingKey(handle.getPrimitive(TINK, Aead.class), owner);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the data key of " + owner + " does not open", e);
        }
    }

    private static byte[] dataKeyName(UUID owner, RetentionClass retention) {
        return ("v1|data_key|" + owner + "|" + retention).getBytes(StandardCharsets.UTF_8);
    }
}
