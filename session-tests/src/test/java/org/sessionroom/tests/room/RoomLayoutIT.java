package org.sessionroom.tests.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.RoomLayout;
import org.sessionroom.tests.driver.RoomWindow;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.TherapistWindow;

/** The layout of the room in windows of all sizes, in forced colours and in print. */
@Tag("call")
@ExtendWith({RunningRoom.class, Browsers.class})
class RoomLayoutIT {

    private static RoomWindow helena;

    @BeforeAll
    static void twoFiguresOnTheField(Room room, Browser browser) {
        TherapistWindow agenda = TherapistWindow.loggedIn(browser, room, DemoPerson.HELENA);
        String name = "Rita " + UUID.randomUUID();
        agenda.books(name, "");
        agenda.opensRoomOf(name);
        helena = agenda.comesTo();
        // With the controls of the call beside all others.
        helena.agreesToTheCall();
        helena.enters();
        helena.seesTheField();
        helena.places("Mulher", "Mãe");
        helena.places("Homem", "Pai");
        helena.presses("start");
        helena.page().locator("#control-pause").waitFor();
    }

    @AfterAll
    static void close() {
        helena.page().context().close();
    }

    /** WCAG 1.4.10: 320 × 256 is a window of 1280 × 1024 at 400 %. */
    @ParameterizedTest
    @CsvSource({
        "1440, 900",
        "1280, 800",
        "1280, 580",
        "1280, 512",
        "1024, 768",
        "844, 390",
        "640, 512",
        "640, 360",
        "390, 844",
        "320, 568",
        "320, 256"
    })
    void noControlLiesOverAnother(int width, int height) {
        Page page = helena.page();
        page.setViewportSize(width, height);
        page.keyboard().press("Escape");
        assertEquals(List.of(), RoomLayout.outOfReach(page));
        assertEquals(
                false,
                page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"));
    }

    /** The other person's camera is off, or they look into another window. */
    @ParameterizedTest
    @CsvSource({"844, 390", "640, 512", "390, 844", "360, 740", "320, 568", "320, 256"})
    void besideAPictureWithANoteNoControlLiesOverAnotherNorOutside(int width, int height) {
        Page page = helena.page();
        page.setViewportSize(width, height);
        closePanel(page);
        showsPicture(page, true);
        page.evaluate("""
                () => {
                  const note = document.querySelector('.remote .tile-note');
                  note.textContent = 'Rita está em outra janela';
                  note.hidden = false;
                }""");
        assertEquals(List.of(), RoomLayout.outOfReach(page));
        BoundingBox header = page.locator(".room-header").boundingBox();
        assertTrue(header.x >= 0 && header.x + header.width <= width, header.x + " and " + header.width);
        showsPicture(page, false);
        page.evaluate("() => { document.querySelector('.remote .tile-note').hidden = true; }");
    }

    @ParameterizedTest
    @CsvSource({"1440, 900", "1280, 800", "1280, 512", "1024, 768", "844, 390"})
    void besideALargePictureNoControlLiesOverAnotherNorOutside(int width, int height) {
        Page page = helena.page();
        page.setViewportSize(width, height);
        closePanel(page);
        showsPicture(page, true);
        page.evaluate("() => { document.getElementById('room').dataset.video = 'large'; }");
        assertEquals(List.of(), RoomLayout.outOfReach(page));
        BoundingBox header = page.locator(".room-header").boundingBox();
        BoundingBox field = page.locator(".room-field").boundingBox();
        assertTrue(header.y + header.height <= field.y, header.height + " and " + field.y);
        page.evaluate("() => { document.getElementById('room').dataset.video = 'beside'; }");
        showsPicture(page, false);
    }

    @Test
    void onAPhoneTheLowestRowOfTheFieldIsFreeAndPlacesFigures() {
        Page page = helena.page();
        page.setViewportSize(390, 844);
        closePanel(page);
        BoundingBox quick = page.locator(".field-quick").boundingBox();
        BoundingBox controls = page.locator("#controls").boundingBox();
        assertTrue(quick.y + quick.height <= controls.y, quick.y + " and " + controls.y);
        helena.presses("palette");
        page.locator("#tools [data-kind=CHILD]").click();
        assertFalse(page.locator("#figure-form").isVisible());
        page.locator("#field").click(new Locator.ClickOptions().setPosition(200, 500));
        page.locator("#label-editor input").fill("Bia");
        page.keyboard().press("Enter");
        helena.figure("Bia").waitFor();
        helena.removes("Bia");
    }

    @ParameterizedTest
    @CsvSource({"1440, 900", "1280, 512", "1100, 768", "768, 1024", "844, 390", "640, 512", "390, 844", "320, 568"})
    void anOpenToolCoversNoControl(int width, int height) {
        Page page = helena.page();
        page.setViewportSize(width, height);
        if (page.locator("#panel-menu").isVisible()) {
            helena.opens("chat");
        } else {
            page.locator("#controls [data-act=chat]").click();
        }
        BoundingBox panel = page.locator("#panel").boundingBox();
        assertTrue(
                panel.y >= 0 && panel.y + panel.height <= height, "in the window: " + panel.y + " + " + panel.height);
        assertTrue(panel.height >= height * 0.4, "high enough to read and write: " + panel.height);
        for (Locator control : page.locator("#controls .control:visible").all()) {
            BoundingBox box = control.boundingBox();
            boolean apart = box.y + box.height <= panel.y
                    || panel.y + panel.height <= box.y
                    || box.x + box.width <= panel.x
                    || panel.x + panel.width <= box.x;
            assertTrue(apart, "covered: " + control.innerText());
        }
        closePanel(page);
    }

    /** Where a figure is, in percent of the field; on a phone the upper ones are beside the header's cards and the picture. */
    @ParameterizedTest
    @CsvSource({
        "1440, 900, 50, 12",
        "1440, 900, 12, 60",
        "844, 390, 50, 35",
        "844, 390, 60, 75",
        "390, 844, 26, 27",
        "390, 844, 64, 31",
        "390, 844, 50, 70",
        "320, 568, 50, 50",
        "320, 256, 45, 45"
    })
    void theBarBesideAFigureIsWhollyInReach(int width, int height, int right, int down) {
        Page page = helena.page();
        page.setViewportSize(width, height);
        closePanel(page);
        showsPicture(page, true);
        page.locator("[data-act=fit]:visible").click();
        helena.figure("Pai").focus();
        page.locator("#field").scrollIntoViewIfNeeded();
        BoundingBox field = page.locator("#field").boundingBox();
        BoundingBox figure = helena.figure("Pai").locator(".figure-hit").boundingBox();
        helena.drags(
                "Pai",
                field.x + field.width * right / 100 - figure.x - figure.width / 2,
                field.y + field.height * down / 100 - figure.y - figure.height / 2);
        page.locator("#quick-bar").waitFor();
        page.waitForTimeout(500);
        assertEquals(List.of(), page.evaluate("""
                () => [...document.querySelectorAll('#quick-bar button')]
                  .map((button) => {
                    const { left, top, width, height } = button.getBoundingClientRect();
                    const over = document.elementFromPoint(left + width / 2, top + height / 2);
                    return button.contains(over) ? null : `${button.dataset.act} under ${over?.id || over?.className}`;
                  })
                  .filter(Boolean)"""));
        assertEquals(List.of(), page.evaluate("""
                () => {
                  const bar = document.getElementById('quick-bar').getBoundingClientRect();
                  return [...document.querySelectorAll('[data-over-field]')]
                    .filter((one) => {
                      const box = one.getBoundingClientRect();
                      return box.width > 0 && box.left < bar.right && bar.left < box.right && box.top < bar.bottom && bar.top < box.bottom;
                    })
                    .map((one) => one.id || one.className);
                }"""));
        showsPicture(page, false);
    }

    @Test
    void everyTabOfThePanelIsInSight() {
        Page page = helena.page();
        page.setViewportSize(1440, 900);
        helena.opens("chat");
        BoundingBox panel = page.locator("#panel").boundingBox();
        List<Locator> tabs = page.locator(".panel-tab:visible").all();
        assertTrue(tabs.size() >= 6, "tools: " + tabs.size());
        for (Locator tab : tabs) {
            BoundingBox box = tab.boundingBox();
            assertTrue(box.x >= panel.x && box.x + box.width <= panel.x + panel.width, tab.innerText());
        }
        closePanel(page);
    }

    @Test
    void whatIsChosenIsSeenInForcedColours() {
        Page page = helena.page();
        page.setViewportSize(1440, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        helena.gives("MOVE");
        assertFalse(Arrays.equals(
                patch(page.locator("#access label").nth(0)),
                patch(page.locator("#access label").nth(1))));
        helena.figure("Mãe").focus();
        page.keyboard().press("Enter");
        List<Locator> swatches = page.locator("#figure-colours .swatch").all();
        for (int i = 1; i < swatches.size(); i++) {
            assertFalse(Arrays.equals(patch(swatches.get(0)), patch(swatches.get(i))), "swatch " + i);
        }
        assertEquals(1, page.evaluate("""
                () => [...document.querySelectorAll('#figure-colours .swatch')]
                  .filter((swatch) => getComputedStyle(swatch).outlineStyle === 'solid').length"""));
        page.keyboard().press("Escape");
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(null));
    }

    /** A few pixels near the left edge of an element, without text. */
    private static byte[] patch(Locator element) {
        BoundingBox box = element.boundingBox();
        return element.page()
                .screenshot(new Page.ScreenshotOptions().setClip(box.x + 12, box.y + box.height / 2 - 2, 4, 4));
    }

    @Test
    void onPaperADarkPageIsLight() {
        Page page = helena.page();
        page.evaluate("() => (document.documentElement.dataset.theme = 'dark')");
        assertEquals("rgb(236, 232, 223)", ink(page));
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertEquals("rgb(34, 48, 43)", ink(page));
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        page.evaluate("() => delete document.documentElement.dataset.theme");
    }

    private static Object ink(Page page) {
        return page.evaluate("() => getComputedStyle(document.body).color");
    }

    /** As when a call is connected: the place of the pictures is there. */
    private static void showsPicture(Page page, boolean shown) {
        page.evaluate("""
                shown => {
                  document.getElementById('room').classList.toggle('with-video', shown);
                  document.getElementById('videos').hidden = !shown;
                }""", shown);
    }

    private static void closePanel(Page page) {
        Locator close = page.locator("#panel [data-act=close-panel]");
        if (close.isVisible()) {
            close.click();
        }
    }
}
