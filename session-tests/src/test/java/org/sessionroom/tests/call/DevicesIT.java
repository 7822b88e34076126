package org.sessionroom.tests.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.CallWindow;
import org.sessionroom.tests.driver.ClientWindow;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.RoomWindow;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.TherapistWindow;

/** A person without camera or microphone, or without permission for them, can still enter, and can switch them on later. */
@Tag("call")
@ExtendWith({RunningRoom.class, Browsers.class})
class DevicesIT {

    /** Simulates a camera that another program uses: the machines that run tests have no real camera. */
    private static final String TAKEN = """
            window.taken = true;
            const given = MediaDevices.prototype.getUserMedia;
            MediaDevices.prototype.getUserMedia = function (wanted) {
              if (wanted.video && taken) return Promise.reject(new DOMException('in use', 'NotReadableError'));
              return given.call(this, wanted);
            };""";

    private final Room room;
    private final Browser browser;
    private final List<Browsers.Launched> own = new ArrayList<>();
    private RoomWindow desk;
    private RoomWindow home;

    DevicesIT(Room room, Browser browser) {
        this.room = room;
        this.browser = browser;
    }

    @AfterEach
    void bothGo() {
        if (home != null) {
            assertEquals(List.of(), home.faults());
            home.page().context().close();
            desk.page().context().close();
        }
        own.forEach(Browsers.Launched::close);
    }

    private Browser launched(Browsers.Launched browser) {
        own.add(browser);
        return browser.browser();
    }

    @Test
    void whoDidNotAllowAnythingComesInAllowsItAndTakesItBackInTheCall() {
        comesTo(launched(Browsers.Launched.thatAsks()), page -> decides(page, "denied"));
        home.sees("O navegador não deixou usar câmera e microfone.");
        home.sees("Permita no cadeado ao lado do endereço e tente de novo, ou entre assim mesmo.");
        CallWindow ana = meets();
        CallWindow paulo = new CallWindow(desk);
        ana.seesAndHears();
        paulo.seesNobody();
        Eventually.holds("sign of silence", paulo::showsTheOtherMuted);
        assertEquals("cameraOff", paulo.note());

        decides(home.page(), "granted");
        paulo.seesAndHears();

        decides(home.page(), "denied");
        Eventually.holds(
                "word of it", () -> ana.wasTold("O navegador não deixou usar câmera e microfone. Permita no cadeado"));
        paulo.seesNobody();
        Eventually.holds("sign of silence", paulo::showsTheOtherMuted);
        paulo.hearsNothing();
        ana.seesAndHears();
    }

    @Test
    void whoAllowsItBeforeEnteringIsSeenAtOnce() {
        comesTo(launched(Browsers.Launched.thatAsks()), page -> decides(page, "denied"));
        home.sees("O navegador não deixou usar câmera e microfone.");
        decides(home.page(), "granted");
        home.page()
                .locator("#prejoin-problem")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        meets().seesAndHears();
        new CallWindow(desk).seesAndHears();
    }

    @Test
    void whatWasSwitchedOffBeforeEnteringStaysOff() {
        comesTo(browser, page -> {});
        Page page = home.page();
        Locator microphone = page.locator("#prejoin-microphone-switch[aria-pressed=true]");
        microphone.click();
        Locator off = page.locator("#prejoin-microphone-switch[aria-pressed=false]:enabled");
        for (Runnable again : List.<Runnable>of(
                page::reload, () -> page.locator("#prejoin a[hreflang]").click())) {
            again.run();
            off.waitFor();
        }
        page.locator("#prejoin-camera-switch[aria-pressed=true]").waitFor();
        CallWindow paulo = new CallWindow(desk);
        meets();
        paulo.sees();
        Eventually.holds("muted client", paulo::showsTheOtherMuted);
        paulo.hearsNothing();
    }

    @Test
    void whoHasNoDevicesAtAllSeesAndHearsAndIsToldWhatHelps() {
        comesTo(launched(Browsers.Launched.withoutDevices()), page -> {});
        home.sees("Não encontramos câmera nem microfone.");
        home.sees("Conecte um e tente de novo, ou entre assim mesmo: o campo e o chat funcionam.");
        CallWindow ana = meets();
        ana.seesAndHears();
        new CallWindow(desk).seesNobody();
        ana.turns("camera");
        Eventually.holds("word of it", () -> ana.wasTold("Não encontramos uma câmera. Conecte um"));
    }

    @Test
    void whoseCameraIsTakenTurnsItOnByOnePressOnceItIsFree() {
        comesTo(browser, page -> page.context().addInitScript(TAKEN));
        home.sees("A câmera está em uso.");
        CallWindow ana = meets();
        CallWindow paulo = new CallWindow(desk);
        ana.seesAndHears();
        paulo.hears();
        paulo.seesNobody();
        ana.turns("camera");
        Eventually.holds("word of it", () -> ana.wasTold("A câmera está em uso. Outro programa pode estar usando."));
        home.page().evaluate("() => { taken = false; }");
        ana.turns("camera");
        paulo.seesAndHears();
    }

    /** The therapist is in the room; the client is before it. */
    private void comesTo(Browser ofTheClient, Consumer<Page> asItIs) {
        String client = "Ana " + UUID.randomUUID();
        TherapistWindow agenda = TherapistWindow.loggedIn(browser, room, DemoPerson.PAULO);
        CallWindow.listensIn(agenda.page().context());
        agenda.books(client, "");
        String link = agenda.opensRoomOf(client);
        desk = agenda.comesTo();
        desk.agreesToTheCall();
        desk.enters();
        ClientWindow invited = ClientWindow.at(ofTheClient, link);
        CallWindow.listensIn(invited.page().context());
        asItIs.accept(invited.page());
        home = invited.comesTo();
    }

    /** Sets a permission, as the person can do in the site settings beside the address. */
    private static void decides(Page page, String setting) {
        String visitor = page.context()
                .newCDPSession(page)
                .send("Target.getTargetInfo")
                .getAsJsonObject("targetInfo")
                .get("browserContextId")
                .getAsString();
        // Never detached, because the browser would then reset the permission.
        CDPSession devtools = page.context().browser().newBrowserCDPSession();
        for (String device : List.of("camera", "microphone")) {
            var permission = new JsonObject();
            permission.addProperty("name", device);
            var choice = new JsonObject();
            choice.add("permission", permission);
            choice.addProperty("setting", setting);
            choice.addProperty("browserContextId", visitor);
            devtools.send("Browser.setPermission", choice);
        }
    }

    private CallWindow meets() {
        home.agreesToTheCall();
        home.enters();
        desk.presses("admit");
        home.seesTheField();
        return new CallWindow(home);
    }
}
