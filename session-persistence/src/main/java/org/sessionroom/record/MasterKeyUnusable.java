package org.sessionroom.record;

/** The room must not start: without the right master key it could neither read nor protect anything. */
public class MasterKeyUnusable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MasterKeyUnusable(String message) {
        super(message);
    }
}
