package org.sessionroom.health;

import java.util.function.Consumer;

/** Keeps the failure of one item from stopping the work on the others. */
public final class Isolation {

    private Isolation() {}

    /**
     * Does the work for every item. If it failed for some, throws the first failure after the last item, with the later ones
     * as suppressed exceptions.
     */
    public static <T> void forEach(Iterable<T> items, Consumer<T> work) {
        Throwable first = null;
        for (T item : items) {
            try {
                work.accept(item);
            } catch (RuntimeException | Error failure) {
                if (first == null) {
                    first = failure;
                } else if (first != failure) {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException failure) {
            throw failure;
        }
    }
}
