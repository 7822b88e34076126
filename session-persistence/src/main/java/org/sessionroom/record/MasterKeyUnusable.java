package org.sessionroom.record;

/** The room must not start: without the right master key it could neither decrypt nor protect anything. */
public class MasterKeyUnusable extends RuntimeException {

    /** Advice that is always safe: with a new key all existing data would be lost. */
    static final String RESTORE = "If this room was ever used, restore the key from its backup:"
            + " its data is sealed with that key, and no other opens it.";

    private static final long serialVersionUID = 1L;

    public MasterKeyUnusable(String message) {
        super(message);
    }

    /** The same fault, if the database contains no encrypted data yet. */
    MasterKeyUnusable beforeFirstUse() {
        return new MasterKeyUnusable(getMessage().replace(RESTORE, "").strip()
                + " The database is new, nothing is sealed yet: make a key with: openssl rand -base64 32");
    }

    /** The same fault, if the database records which key encrypted its data. */
    MasterKeyUnusable besideData(String masterKeyId) {
        return new MasterKeyUnusable(getMessage().replace(RESTORE, "").strip()
                + " The data in this database was sealed with the master key " + masterKeyId
                + ": restore that key from its backup. No other key opens the data.");
    }
}
