package org.sessionroom.input;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The initials in a person's circle, which replaces a picture. The page has the same rule in {@code js/participant/people.js}. */
public final class Initials {

    /** With the letters that a virama joins in scripts of India, as browsers count them (UAX #29, GB9c); Java 17 does not know that rule. */
    private static final Pattern GRAPHEME =
            Pattern.compile("\\X(?:(?<=[\\u094D\\u09CD\\u0ACD\\u0B4D\\u0C4D\\u0D4D]\\u200D?)\\X)*");

    private Initials() {}

    /** The first characters, as people count them, of the first and the last name; titles, which end with a full stop, count only if there is nothing else. */
    public static String of(String name) {
        List<String> all = Arrays.stream(name.strip().split("[\\s\\p{Zs}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        List<String> named = all.stream().filter(word -> !word.endsWith(".")).toList();
        List<String> words = named.isEmpty() ? all : named;
        Stream<String> ends = words.size() < 2 ? words.stream() : Stream.of(words.get(0), words.get(words.size() - 1));
        return ends.map(Initials::first).collect(Collectors.joining()).toUpperCase(Locale.ROOT);
    }

    private static String first(String word) {
        Matcher graphemes = GRAPHEME.matcher(word);
        return graphemes.find() ? graphemes.group() : "";
    }
}
