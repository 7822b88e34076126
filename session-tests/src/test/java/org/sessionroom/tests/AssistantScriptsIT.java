package org.sessionroom.tests;

import com.microsoft.playwright.Browser;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The scripts of the assistant: what is heard, what leaves the page, what is shown. */
@ExtendWith(Browsers.class)
class AssistantScriptsIT {

    private static PageScripts scripts;

    @BeforeAll
    static void open(Browser browser) {
        scripts = PageScripts.alone(browser);
    }

    @AfterAll
    static void close() {
        scripts.close();
    }

    @TestFactory
    Stream<DynamicContainer> scripts() {
        return scripts.tests("assistant", "speech", "microphone-socket", "transcript", "refill");
    }
}
