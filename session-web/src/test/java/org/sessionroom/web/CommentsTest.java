package org.sessionroom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CommentsTest {

    @Test
    void aCommentWithLinesOfItsOwnIsLeftOutAndEveryLineKeepsItsNumber() {
        assertEquals("\n\n\nconst a = 1;\n\nconst b = 2;\n", without("""
                /**
                 * What it is.
                 */
                const a = 1;
                  // Why.
                const b = 2;
                """));
    }

    @Test
    void whatOnlyLooksLikeACommentStays() {
        for (String line : new String[] {
            "const url = \"https://example.org\"; // with a reason\n",
            "const all = /[/*]+/g;\n",
            "a { color: red; } /* beside it */\n",
            "const é = 1 /* in */ + 2;\n"
        }) {
            assertEquals(line, without(line));
        }
    }

    private static String without(String source) {
        return new String(Comments.leftOut(source.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
