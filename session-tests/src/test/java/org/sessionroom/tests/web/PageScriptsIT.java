package org.sessionroom.tests.web;

import com.microsoft.playwright.Browser;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.PageScripts;

/** The scripts of every capability that has no class of its own. */
@ExtendWith(Browsers.class)
class PageScriptsIT {

    /** {@code FieldScriptsIT}, {@code AssistantScriptsIT}, {@code CallScriptsIT}. */
    private static final Set<String> ELSEWHERE = Set.of("constellation", "room", "assistant", "call");

    private static PageScripts scripts;

    @BeforeAll
    static void openAnEmptyPage(Browser browser) {
        scripts = PageScripts.alone(browser);
    }

    @AfterAll
    static void close() {
        scripts.close();
    }

    @TestFactory
    Stream<DynamicContainer> scripts() {
        return scripts.tests(PageScripts.files(capability -> !ELSEWHERE.contains(capability)));
    }
}
