package org.sessionroom.web;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Comments of scripts and styles are for who reads the sources; a fifth of what a page weighs would be comments. */
final class Comments {

    /** One that has whole lines to itself, and so is neither within a string nor part of a regular expression. */
    private static final Pattern WHOLE_LINES =
            Pattern.compile("^[ \\t]*(?:/\\*.*?\\*/[ \\t]*$|//[^\\n]*$)", Pattern.MULTILINE | Pattern.DOTALL);

    private Comments() {}

    /** The same without them. Each line keeps its number, so that what a browser reports can be found in the source. */
    static byte[] leftOut(byte[] source) {
        String text = new String(source, StandardCharsets.UTF_8);
        return WHOLE_LINES
                .matcher(text)
                .replaceAll(comment ->
                        "\n".repeat(Math.toIntExact(comment.group().lines().count() - 1)))
                .getBytes(StandardCharsets.UTF_8);
    }
}
