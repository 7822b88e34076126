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

    private static final List<String> CONNECTIONS = List.of("call/call-signalling", "call/call-relay");
    private static final List<String> CALLS = List.of("call/call", "call/call-network");

    /** Run in parallel, because they mostly wait; the longest first. */
    private static final List<List<String>> PAGES = List.of(
            CONNECTIONS,
            CALLS,
            PageScripts.files("call"::equals).stream()
                    .filter(file -> !CONNECTIONS.contains(file) && !CALLS.contains(file))
                    .toList());

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
