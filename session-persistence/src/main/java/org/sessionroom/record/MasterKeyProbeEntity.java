package org.sessionroom.record;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One encrypted word, which detects a wrong master key at startup instead of at the first use. */
@Entity
@Table(name = "master_key_probe")
public class MasterKeyProbeEntity {

    /** The id of the only row. */
    public static final short ID = 1;

    private static final String WORD = "probe";

    @Id
    private short id;

    @Column(name = "master_key_id")
    private String masterKeyId;

    @Column(name = "sealed_probe")
    private byte[] sealedProbe;

    protected MasterKeyProbeEntity() {}

    public MasterKeyProbeEntity(MasterKey master) {
        this.id = ID;
        this.masterKeyId = master.id();
        this.sealedProbe = master.seal(WORD.getBytes(StandardCharsets.UTF_8), WORD);
    }

    /** Adds advice to the fault of an unreadable key: a key that was used must never be replaced. */
    public static MasterKeyUnusable explain(MasterKeyUnusable fault, Optional<MasterKeyProbeEntity> probe) {
        return probe.map(known -> fault.besideData(known.masterKeyId)).orElseGet(fault::beforeFirstUse);
    }

    /** @throws MasterKeyUnusable if the probe was encrypted with another key */
    public void check(MasterKey master) {
        if (!masterKeyId.equals(master.id())) {
            throw new MasterKeyUnusable("The data in this database was sealed with the master key " + masterKeyId
                    + ", but the key in use is " + master.id() + ". Put the right file at SESSION_MASTER_KEY_FILE.");
        }
        master.open(sealedProbe, WORD);
    }
}
