package org.sessionroom.input;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The name by which a person is addressed. The page has the same rule in {@code js/participant/people.js}. */
public final class ShortName {

    private ShortName() {}

    /** Such as "Ana" of "Ana Martins", "Dr. Paulo" of "Dr. Paulo Rezende": up to the first word with a letter that is no title. */
    public static String of(String name) {
        List<String> words = Arrays.asList(name.strip().split("[\\s\\p{Zs}]+"));
        return IntStream.range(0, words.size())
                .filter(at -> isName(words.get(at)))
                .mapToObj(at -> String.join(" ", words.subList(0, at + 1)))
                .findFirst()
                .orElse(name);
    }

    private static boolean isName(String word) {
        return word.codePoints().anyMatch(Character::isLetter) && !word.endsWith(".");
    }
}
