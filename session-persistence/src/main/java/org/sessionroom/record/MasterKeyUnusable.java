package org.sessionroom.record;

/** The room must not start: without the right master key it could neither read nor protect anything. */
public class MasterKeyUnusable extends RuntimeException {

    /** What never does harm: a new key beside old data would lose all of it. */
    static final String RESTORE = "If this room was ever used, restore the key from its backup:"
            + " its data is sealed with that key, and no other opens it.";

    private static final long serialVersionUID = 1L;

    public MasterKeyUnusable(String message) {
        super(message);
    }

    /** The same fault, where the database shows that nothing was sealed yet. */
    MasterKeyUnusable beforeFirstUse() {
        return new MasterKeyUnusable(getMessage().replace(RESTORE, "").strip()
                + " The database is new, nothing is sealed yet: make a key with: openssl rand -base64 32");
    }

    /** The same fault, where the database shows with which key its data was sealed. */
    MasterKeyUnusable besideData(String masterKeyId) {
        return new MasterKeyUnusable(getMessage().replace(RESTORE, "").strip()
                + " The data in this database was sealed with the master key " + masterKeyId
                + ": restore that key from its backup. No other key opens the data.");
    }
}
