package org.sessionroom.web;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins the parts of a page's style sheet: each {@code @import} is replaced by the imported file. A browser would read them the same
 * way, but one after another.
 */
final class StyleSheet {

    private static final Pattern IMPORT = Pattern.compile("(?m)^@import \"([^\"]+)\";$");

    /** Reads another style sheet, with its imports already joined. */
    interface Reader {
        byte[] read(String path) throws IOException;
    }

    private StyleSheet() {}

    /**
     * @param path of the style sheet; its imports are relative to it
     * @throws IOException if an imported file does not exist
     */
    static byte[] joined(String path, byte[] source, Reader parts) throws IOException {
        Matcher imports = IMPORT.matcher(new String(source, StandardCharsets.UTF_8));
        var joined = new StringBuilder();
        while (imports.find()) {
            byte[] part = parts.read(URI.create(path).resolve(imports.group(1)).toString());
            imports.appendReplacement(joined, Matcher.quoteReplacement(new String(part, StandardCharsets.UTF_8)));
        }
        return imports.appendTail(joined).toString().getBytes(StandardCharsets.UTF_8);
    }
}
