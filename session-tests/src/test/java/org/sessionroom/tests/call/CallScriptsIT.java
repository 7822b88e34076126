package org.sessionroom.tests.call;

import com.microsoft.playwright.Browser;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.PageScripts;

/** The call's scripts: two calls in one page, with a signalling connection between them that the tests control. */
@Tag("alone")
@ExtendWith(Browsers.class)
class CallScriptsIT {

    /** Files that take longest. */
    private static final List<String> LONG =
            List.of("call/call-signalling", "call/call-cut", "call/call-break", "call/call", "call/call-relay");

    /** Run in parallel, because they mostly wait: each long file in a page of its own, the others in one. */
    private static final List<List<String>> PAGES = Stream.concat(
                    LONG.stream().map(List::of),
                    Stream.of(PageScripts.files("call"::equals).stream()
                            .filter(file -> !LONG.contains(file))
                            .toList()))
            .toList();

    private static List<PageScripts> scripts;

    @BeforeAll
    static void openEmptyPages(Browser browser) {
        scripts = PAGES.stream().map(files -> PageScripts.alone(browser)).toList();
    }

    @AfterAll
    static void close() {
        scripts.forEach(PageScripts::close);
    }

    @TestFactory
    Stream<DynamicContainer> scripts() {
        for (int i = 0; i < PAGES.size(); i++) {
            scripts.get(i).begin(PAGES.get(i));
        }
        return IntStream.range(0, PAGES.size()).boxed().flatMap(i -> scripts.get(i)
                .ended(PAGES.get(i)));
    }
}
