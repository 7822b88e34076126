package org.sessionroom.analyst;

import java.util.regex.Pattern;

/**
 * Checks whether a text may be given to a JSON parser: no deeper than an answer may be, and without numbers that are expensive
 * to parse. A parser fails in unexpected ways on {@code 777e7777777559} or a hundred thousand brackets.
 */
final class HarmlessJson {

    static final int DEEPEST = 8;

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,17})?([eE][-+]?\\d{1,2})?");
    private static final Pattern ANY_NUMBER = Pattern.compile("[-+.\\d][-+.\\deE]*");

    private HarmlessJson() {}

    static boolean is(String text) {
        String bare = withoutStrings(text);
        return depth(bare) <= DEEPEST
                && ANY_NUMBER.matcher(bare).results().allMatch(number -> NUMBER.matcher(number.group())
                        .matches());
    }

    private static String withoutStrings(String text) {
        StringBuilder bare = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"') {
                inside = !inside;
            } else if (inside && character == '\\') {
                i++;
            } else if (!inside) {
                bare.append(character);
            }
        }
        return bare.toString();
    }

    private static int depth(String bare) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < bare.length(); i++) {
            char character = bare.charAt(i);
            depth += character == '{' || character == '[' ? 1 : 0;
            depth -= character == '}' || character == ']' ? 1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }
}
