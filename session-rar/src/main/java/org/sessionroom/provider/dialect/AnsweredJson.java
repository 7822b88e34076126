package org.sessionroom.provider.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one JSON text in what a model wrote, where models wrap it: after a block of thoughts ({@code <think>…</think>}, whose
 * beginning some templates leave out) and inside one code fence. Of anything else nothing is taken away, so that words around
 * bare JSON stay what they are: no JSON.
 */
final class AnsweredJson {

    private static final String THOUGHT = "</think>";
    private static final Pattern FENCE = Pattern.compile("(?m)^[ \\t]*```[\\w-]*[ \\t]*$");
    private static final Pattern FENCED_LINE = Pattern.compile("```(?:json)?[ \\t]*([{\\[][^\\n]*)```");

    private AnsweredJson() {}

    static String in(String written) {
        String text = JsonText.unmarked(written.strip()).strip();
        // Between the quotation marks of the JSON itself anything may stand.
        int thoughts = isJson(text) || text.startsWith("```") ? -1 : text.lastIndexOf(THOUGHT);
        String said = thoughts < 0
                ? text
                : text.substring(thoughts + THOUGHT.length()).strip();
        return isJson(said) ? said : fenced(said);
    }

    private static boolean isJson(String text) {
        return text.startsWith("{") || text.startsWith("[");
    }

    /** A line of JSON cannot begin with a fence: its strings have no line feeds. */
    private static String fenced(String text) {
        Matcher line = FENCED_LINE.matcher(text);
        if (line.matches()) {
            return line.group(1).strip();
        }
        Matcher fences = FENCE.matcher(text);
        if (!fences.find()) {
            return text;
        }
        int from = fences.end();
        if (!fences.find()) {
            return text;
        }
        int to = fences.start();
        return fences.find() ? text : text.substring(from, to).strip();
    }
}
