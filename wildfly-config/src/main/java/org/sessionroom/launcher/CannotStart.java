package org.sessionroom.launcher;

/** Something stands in the way of a start that a person can put right; the message says what, in plain words. */
public final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotStart(String message) {
        super(message);
    }

    public CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
