package org.sessionroom.provider.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Extracts the JSON text from a model's answer, if it is wrapped in a known way: after a block of thoughts ({@code <think>…</think>}, whose
 * opening tag some templates omit) and inside one code fence. Nothing else is removed, so bare JSON with prose
 * around it is not accepted.
 */
final class AnsweredJson {

    private static final String THOUGHT = "</think>";
    private static final Pattern FENCE = Pattern.compile("(?m)^[ \\t]*```[\\w-]*[ \\t]*$");
    private static final Pattern FENCED_LINE = Pattern.compile("```(?:json)?[ \\t]*([{\\[][^\\n]*)```");

    private AnsweredJson() {}

    static String in(String written) {
        String text = JsonText.unmarked(written.strip()).strip();
        // Inside the strings of the JSON itself any text may occur.
        int thoughts = isJson(text) || text.startsWith("```") ? -1 : text.lastIndexOf(THOUGHT);
        String said = thoughts < 0
                ? text
                : text.substring(thoughts + THOUGHT.length()).strip();
        return isJson(said) ? said : fenced(said);
    }

    private static boolean isJson(String text) {
        return text.startsWith("{") || text.startsWith("[");
    }

    /** A line of JSON cannot begin with a fence, because its strings contain no line feeds. */
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
