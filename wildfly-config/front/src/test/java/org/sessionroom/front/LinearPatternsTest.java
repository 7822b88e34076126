package org.sessionroom.front;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Anybody can send a header of 32 kB. A pattern that gives back one character after the other, and each time reads the rest again, needs
 * seconds for it.
 */
class LinearPatternsTest {

    private static final int LENGTH = 32_000;

    /** Reads of one character; a quadratic pattern needs some hundred million. */
    private static final long MOST_READS = 100L * LENGTH;

    private static final List<String> BEGINNINGS = List.of("", "a", "a/b", "a/b;", "gzip;", "a/b;q", "text/css", ";");
    private static final List<String> REPEATED = List.of(
            "a", " ", "\t", ";", ",", "=", "-a", "a-", "a/b,", "; ", ", ", ";q", "q=", "*", "*/*,", "pt-BR,", "0.");

    static Stream<Field> patterns() {
        return Stream.of(Accept.class, AnswerHeaders.class, ReadableHeaders.class)
                .flatMap(type -> Stream.of(type.getDeclaredFields()))
                .filter(field -> field.getType() == Pattern.class);
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void aLongHeaderIsReadInOneGo(Field field) throws IllegalAccessException {
        field.setAccessible(true);
        Pattern pattern = (Pattern) field.get(null);
        List<String> slow = new ArrayList<>();
        for (String beginning : BEGINNINGS) {
            for (String repeated : REPEATED) {
                String header = beginning + repeated.repeat(LENGTH / repeated.length()) + "@";
                if (reads(pattern, header) > MOST_READS) {
                    slow.add(beginning + repeated + "…");
                }
            }
        }
        assertTrue(slow.isEmpty(), slow::toString);
    }

    private static long reads(Pattern pattern, String header) {
        var counted = new Counted(header);
        pattern.matcher(counted).matches();
        return counted.reads;
    }

    private static final class Counted implements CharSequence {

        private final String text;
        private long reads;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            reads++;
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
