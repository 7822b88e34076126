package org.sessionroom.speech;

/** The engine cannot start; the message tells a person why, in plain words. */
final class CannotListen extends Exception {
    private static final long serialVersionUID = 1L;

    CannotListen(String message) {
        super(message);
    }

    CannotListen(String message, Throwable cause) {
        super(message, cause);
    }
}
