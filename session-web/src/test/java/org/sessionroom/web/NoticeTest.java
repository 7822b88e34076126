package org.sessionroom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sessionroom.Messages;

class NoticeTest {

    private static final Pattern TITLE = Pattern.compile("notice\\.([A-Z_]+)\\.title");
    private static final Pattern REFERENCE = Pattern.compile("notice(?:\\.xhtml)?\\?about=([A-Z_]+)");

    private final ResourceBundle texts = Messages.in(Messages.ENGLISH).bundle();

    private final Set<String> names =
            Stream.of(Notice.values()).map(Notice::name).collect(Collectors.toCollection(TreeSet::new));

    @Test
    void everyNoticeHasATitleAndAText() {
        assertEquals(names, found(TITLE, String.join(" ", texts.keySet())));
        for (String name : names) {
            assertTrue(texts.containsKey("notice." + name + ".text"), name);
        }
    }

    /** A page or an error of web.xml that names an unknown notice would show that there is nothing at this address. */
    @Test
    void everyNoticeThatAPageLeadsToExists() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/webapp"))) {
            String pages = files.filter(file -> file.toString().matches(".*\\.(xhtml|xml|js)"))
                    .map(NoticeTest::read)
                    .collect(Collectors.joining());
            Set<String> referenced = found(REFERENCE, pages);
            assertTrue(referenced.size() > 5, referenced::toString);
            referenced.removeAll(names);
            assertEquals(Set.of(), referenced);
        }
    }

    @Test
    void anUnknownNameIsNoNotice() {
        assertEquals(List.of(), Notice.named("NEVER_HEARD_OF").stream().toList());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
