package org.sessionroom.health;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class BareTraceTest {

    private static String printed(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void kindsAndPlacesAreShownAndNoMessage() {
        var failure = new IllegalStateException(
                "Ana Martins", new SQLException("Key (name)=(Ana Martins) already exists", "23505"));
        failure.addSuppressed(new RuntimeException("Ana Martins"));
        BareTrace trace = BareTrace.of(failure);
        String text = printed(trace);
        assertFalse(text.contains("Ana"), text);
        assertTrue(text.contains("java.lang.IllegalStateException"), text);
        assertTrue(text.contains("Caused by: java.sql.SQLException 23505"), text);
        assertTrue(text.contains("Suppressed: java.lang.RuntimeException"), text);
        assertArrayEquals(failure.getStackTrace(), trace.getStackTrace());
    }

    @Test
    void causesInACircleEnd() {
        var first = new RuntimeException("a");
        first.initCause(new RuntimeException("b", first));
        int causes = 0;
        for (Throwable cause = BareTrace.of(first); cause != null; cause = cause.getCause()) {
            causes++;
        }
        assertEquals(11, causes);
    }
}
