package org.sessionroom.provider.dialect;

/** A provider's message that is not the expected JSON. Contains no text of the message. */
public final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    Unreadable() {
        super("not the JSON it should be");
    }
}
