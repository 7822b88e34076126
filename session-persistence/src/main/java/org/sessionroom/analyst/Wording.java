package org.sessionroom.analyst;

/** Turns a message's key into a sentence in somebody's language, so that the rules know no bundle. */
@FunctionalInterface
public interface Wording {

    /** @param arguments what the sentence is filled with */
    String text(String key, Object... arguments);
}
