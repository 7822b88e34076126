package org.sessionroom.record;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One sealed word, by which a wrong master key is noticed at start and not at the first patient. */
@Entity
@Table(name = "master_key_probe")
public class MasterKeyProbeEntity {

    /** The only row's id. */
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

    /** The fault of a key that cannot be read, with what to do about it here: nothing ever replaces a key that was used. */
    public static MasterKeyUnusable explain(MasterKeyUnusable fault, Optional<MasterKeyProbeEntity> probe) {
        return probe.map(known -> fault.besideData(known.masterKeyId)).orElseGet(fault::beforeFirstUse);
    }

    /** @throws MasterKeyUnusable when the probe was sealed with another key */
    public void check(MasterKey master) {
        if (!masterKeyId.equals(master.id())) {
            throw new MasterKeyUnusable("The data in this database was sealed with the master key " + masterKeyId
                    + ", but the key in use is " + master.id() + ". Put the right file at SESSION_MASTER_KEY_FILE.");
        }
        master.open(sealedProbe, WORD);
    }
}
