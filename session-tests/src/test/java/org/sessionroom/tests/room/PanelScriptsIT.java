package org.sessionroom.tests.room;

import com.microsoft.playwright.Browser;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.PageScripts;
import org.sessionroom.tests.driver.RunningRoom;

/** The scripts of the panels beside the field. */
@ExtendWith({RunningRoom.class, Browsers.class})
class PanelScriptsIT {

    private static PageScripts scripts;

    @BeforeAll
    static void openAPageOfOurs(Room room, Browser browser) {
        scripts = PageScripts.on(room, browser);
    }

    @AfterAll
    static void close() {
        scripts.close();
    }

    @TestFactory
    Stream<DynamicContainer> scripts() {
        return scripts.tests(
                "panel", "course", "countdown", "notices", "storage", "leaving", "remaining", "focus", "zone");
    }
}
