package org.sessionroom.front;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * The headers Accept and Accept-Language (RFC 9110 §12.5). Malformed ones are ignored; the layers below would fail at them, or
 * take minutes: the JDK looks a language up repeatedly, with one subtag less and a new regular expression each time.
 */
final class Accept {

    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}";
    private static final String WEIGHT = "\\s*;\\s*[qQ]=(?:0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)";
    private static final String PARAMETER = "\\s*;\\s*(?![qQ]=)" + TOKEN + "=(?:" + TOKEN + "|\"[^\"\\\\]{0,100}\")";
    private static final String RANGE = TOKEN + "/" + TOKEN + "(?:" + WEIGHT + "|" + PARAMETER + "){0,8}";
    private static final Pattern RANGES = Pattern.compile("\\s*" + RANGE + "(?:\\s*,\\s*" + RANGE + "){0,50}\\s*");

    /** As people and browsers write it (RFC 5646 §4.4.1: 35 characters); a browser sends some five languages. */
    private static final String LANGUAGE = "(?:\\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,4})(?:" + WEIGHT + ")?";

    private static final Pattern LANGUAGES =
            Pattern.compile("\\s*" + LANGUAGE + "(?:\\s*,\\s*" + LANGUAGE + "){0,30}\\s*");

    private Accept() {}

    /** @param headers may be null for none */
    static boolean areLanguages(Collection<String> headers) {
        return headers == null
                || headers.size() == 1
                        && headers.stream()
                                .allMatch(header -> LANGUAGES.matcher(header).matches());
    }

    /** @param headers may be null for none */
    static boolean isReadable(Collection<String> headers) {
        return headers == null
                || headers.stream().allMatch(header -> RANGES.matcher(header).matches());
    }
}
