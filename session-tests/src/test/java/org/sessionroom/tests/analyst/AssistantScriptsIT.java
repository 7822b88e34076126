package org.sessionroom.tests.analyst;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.PageScripts;

/** The scripts of the assistant: speech detection, what leaves the page, and what is shown. */
@ExtendWith(Browsers.class)
class AssistantScriptsIT {

    private static final Path HOSTILE =
            Path.of("../session-persistence/src/test/resources/org/sessionroom/analyst/hostile-utterances.txt");

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
        return scripts.tests(PageScripts.files("assistant"::equals));
    }

    /** The forty hostile utterances, as utterances, mentions, citations, figures and statements of a model. */
    @Test
    void whateverIsSaidIsShownAsText() throws IOException {
        List<String> hostile = Files.readAllLines(HOSTILE);
        assertEquals(40, hostile.size());
        scripts.page()
                .evaluate(
                        "async (lines) => { await (await import('/js-tests/assistant/analysis-view.test.js')).whateverIsSaidIsShownAsText(lines); }",
                        hostile);
    }
}
