package org.sessionroom.tests;

import com.microsoft.playwright.Browser;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The call's scripts: two calls in one page, and a line between them that the tests hold in their hands. */
@Tag("call")
@ExtendWith(Browsers.class)
class CallScriptsIT {

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
        return scripts.tests("call-quality", "call-devices", "call-network", "call", "call-line", "media-words");
    }
}
