package org.sessionroom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What several pages repeat is a tag of ours. */
class MarkupTest {

    private static final Path PAGES = Path.of("src/main/webapp");
    private static final Path LIBRARY = PAGES.resolve("WEB-INF/room.taglib.xml");
    private static final int LONGEST_PAGE = 250;

    @Test
    void anIconAndAStyleSheetAreTagsOfOurs() {
        assertEquals(List.of(PAGES.resolve("WEB-INF/tags/icon.xhtml")), pagesWith("lucide.svg"));
        assertEquals(List.of(PAGES.resolve("WEB-INF/tags/style.xhtml")), pagesWith("rel=\"stylesheet\""));
    }

    /** A stored view expires, with what was typed in it. */
    @Test
    void noViewIsStored() {
        assertEquals(List.of(PAGES.resolve("WEB-INF/layout/document.xhtml")), pagesWith("<f:view "));
        assertEquals(1, pagesWith("transient=\"true\"").size());
    }

    @Test
    void everyTagThatAPageUsesIsInTheLibrary() {
        Set<String> known = found(Pattern.compile("<tag-name>([\\w-]+)</tag-name>"), text(LIBRARY));
        Set<String> used = pages().stream()
                .flatMap(page -> found(Pattern.compile("<room:([\\w-]+)"), text(page)).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(known, used);
    }

    @Test
    void everyPartThatAPageIncludesIsThere() {
        for (Path page : pages()) {
            for (String part : found(Pattern.compile("(?:src|template)=\"(/WEB-INF/[^\"]+)\""), text(page))) {
                assertTrue(Files.exists(PAGES.resolve(part.substring(1))), page + " includes " + part);
            }
        }
    }

    @Test
    void noPageIsTooLongToBeReadAtOnce() {
        assertEquals(
                List.of(),
                pages().stream()
                        .filter(page -> text(page).lines().count() > LONGEST_PAGE)
                        .toList());
    }

    /** The names of the style sheets that pages link. */
    static Set<String> linkedStyles() {
        return pages().stream()
                .flatMap(page -> found(Pattern.compile("<room:style name=\"([^\"]+)\""), text(page)).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(Pattern pattern, String source) {
        return pattern.matcher(source)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> pagesWith(String words) {
        return pages().stream().filter(page -> text(page).contains(words)).toList();
    }

    private static List<Path> pages() {
        try (Stream<Path> files = Files.walk(PAGES)) {
            return files.filter(file -> file.toString().endsWith(".xhtml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
