package org.sessionroom.front;

import java.util.Collection;
import java.util.regex.Pattern;

/** The header Accept (RFC 9110 §12.5.1). What cannot be read says nothing; everything below us fails at it. */
final class Accept {

    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}";
    private static final String WEIGHT = "\\s*;\\s*[qQ]=(?:0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)";
    private static final String PARAMETER = "\\s*;\\s*(?![qQ]=)" + TOKEN + "=(?:" + TOKEN + "|\"[^\"\\\\]{0,100}\")";
    private static final String RANGE = TOKEN + "/" + TOKEN + "(?:" + WEIGHT + "|" + PARAMETER + "){0,8}";
    private static final Pattern RANGES = Pattern.compile("\\s*" + RANGE + "(?:\\s*,\\s*" + RANGE + "){0,50}\\s*");

    private Accept() {}

    /** @param headers may be null, for none */
    static boolean isReadable(Collection<String> headers) {
        return headers == null
                || headers.stream().allMatch(header -> RANGES.matcher(header).matches());
    }
}
