package org.sessionroom.tests.driver;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The room's page as somebody sees and uses it. Figures are identified by their labels. */
public final class RoomWindow {

    private final Page page;
    private final List<String> faults;
    private boolean withVideo;

    private RoomWindow(Page page, List<String> faults) {
        this.page = page;
        this.faults = faults;
    }

    /** Waits until the opening page is the room's, and enters with only the field and the chat. */
    public static RoomWindow on(Page page) {
        RoomWindow room = before(page);
        room.enters();
        return room;
    }

    /** Waits until the opening page is the room's, and stays on the page before the room. */
    public static RoomWindow before(Page page) {
        var faults = new CopyOnWriteArrayList<String>();
        page.onPageError(faults::add);
        page.onConsoleMessage(message -> {
            if (isFault(message)) {
                faults.add(message.text());
            }
        });
        page.waitForURL("**/room?*");
        return new RoomWindow(page, faults);
    }

    public void seesThePageBefore() {
        page.locator("#prejoin").waitFor();
    }

    /** Later enters with the button that agrees to the call. */
    public void agreesToTheCall() {
        withVideo = true;
    }

    /** Gives a consent on the page before the room. */
    public void agreesTo(String purpose) {
        // Earlier decisions are known only once the page is there.
        seesThePageBefore();
        page.locator("#consent-" + purpose).check();
    }

    public void enters() {
        page.locator(withVideo ? "#prejoin-enter" : "#prejoin-without").click();
        page.locator("#prejoin").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }

    private static boolean isFault(ConsoleMessage message) {
        return message.type().equals("error")
                && Stream.of("Content Security Policy", "The page was not given")
                        .anyMatch(message.text()::contains);
    }

    public Page page() {
        return page;
    }

    /** Script errors, violations of the content security policy and missing texts since the page was opened. */
    public List<String> faults() {
        return faults;
    }

    public String session() {
        return page.locator("#room").getAttribute("data-session");
    }

    /** Waits for a whole-page state such as WAITING; its title is what the person reads first. */
    public void sees(String text) {
        page.getByText(text).first().waitFor();
    }

    public void waitsForTheTherapist() {
        page.locator("#state-picture.breathing").waitFor();
    }

    public void seesTheField() {
        page.locator("#state").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }

    /** Presses the button with that action in the header, the controls or a notice. */
    public void presses(String action) {
        page.locator("[data-act=" + action + "]:visible").first().click();
    }

    /** Presses an entry of the assistant's menu. */
    public void chooses(String action) {
        page.locator("#assistant").click();
        presses(action);
    }

    /** Switches a device on or off by its control. */
    public void turns(String device) {
        page.locator("#control-" + device).click();
    }

    public void agrees() {
        page.locator("#confirm-go").click();
    }

    public void gives(String access) {
        page.locator("#access label:has(input[value=" + access + "])").click();
        page.locator("#access input[value=" + access + "]:checked").waitFor(attached());
    }

    /** Whether the tools for placing figures are visible. */
    public boolean mayChange() {
        return page.locator("#tools").isVisible();
    }

    /** At a free position, which a second click on the kind chooses; then types the label. Two changes. */
    public void places(String kind, String label) {
        Locator tool = page.locator("#tools button[aria-label$='" + kind + "']");
        tool.click();
        tool.click();
        names(label);
    }

    /** At a position, in pixels from the top left of the field. */
    public void places(String kind, String label, double x, double y) {
        page.locator("#tools button[aria-label$='" + kind + "']").click();
        page.locator("#field").click(new Locator.ClickOptions().setPosition(x, y));
        names(label);
    }

    private void names(String label) {
        page.locator("#label-editor input").fill(label);
        page.keyboard().press("Enter");
        figure(label).waitFor();
    }

    public void edits(String label, String newLabel, String colour, String size) {
        figure(label).focus();
        page.keyboard().press("Enter");
        page.locator("#figure-label").fill(newLabel);
        page.locator("#figure-colours label:has(input[value=" + colour + "])").click();
        page.locator("#figure-size").fill(size);
        page.locator("#figure-form-keep").click();
        figure(newLabel).waitFor();
    }

    /** Drags with the mouse, in steps as a hand does. */
    public void drags(String label, double right, double down) {
        takes(label);
        Point start = centre(label);
        page.mouse().move(start.x() + right, start.y() + down, new Mouse.MoveOptions().setSteps(12));
        letsGo();
    }

    void takes(String label) {
        Point start = centre(label);
        page.mouse().move(start.x(), start.y());
        page.mouse().down();
    }

    void letsGo() {
        page.mouse().up();
    }

    /** Several key presses on the figure, which become one change after the last. */
    public void keys(String label, String key, int times) {
        figure(label).focus();
        for (int i = 0; i < times; i++) {
            page.keyboard().press(key);
        }
    }

    /** By the quick bar beside the figure. */
    public void turnsByButton(String label) {
        figure(label).focus();
        page.locator("#quick-bar [data-act=turn]").click();
    }

    public void removes(String label) {
        figure(label).focus();
        page.keyboard().press("Delete");
    }

    public void undoes() {
        page.keyboard().press("Control+z");
    }

    public Locator figure(String label) {
        return page.locator("#field g.figure[aria-label^='" + label + ":']");
    }

    private Point centre(String label) {
        Object at = figure(label).locator(".figure-hit").evaluate("""
                async (circle) => {
                  const frame = () => new Promise(requestAnimationFrame);
                  const where = () => circle.getBoundingClientRect();
                  for (let before = null, still = 0; still < 3; await frame()) {
                    const { x, y, width, height } = where();
                    const now = [x + width / 2, y + height / 2];
                    still = before && now.every((value, i) => Math.abs(value - before[i]) < 0.01) ? still + 1 : 0;
                    before = now;
                  }
                  const { x, y, width, height } = where();
                  return [x + width / 2, y + height / 2];
                }""");
        List<?> xy = (List<?>) at;
        return new Point(((Number) xy.get(0)).doubleValue(), ((Number) xy.get(1)).doubleValue());
    }

    /** Every figure as it is drawn: position, outline, colour, direction and text. Equal for two people who see the same. */
    public Map<String, String> drawnField() {
        Object drawn = page.evaluate("""
                () => Object.fromEntries([...document.querySelectorAll('#field g.figure')].map((figure) => [
                  figure.dataset.figure,
                  [figure.getAttribute('transform'), figure.getAttribute('aria-label'),
                   figure.querySelector('.figure-label').textContent,
                   figure.querySelector(':scope > g > g').innerHTML].join(' ')]))""");
        @SuppressWarnings("unchecked")
        Map<String, String> field = (Map<String, String>) drawn;
        return field;
    }

    /** Opens one of the panels beside the field, by its name, even if another is open. */
    public void opens(String tool) {
        if (!page.locator("#panel-" + tool).isVisible()) {
            page.locator("#panel-menu summary").click();
            page.locator("#panel-menu [data-act=" + tool + "]").click();
        }
        page.locator("#panel-" + tool + " > :visible").first().waitFor();
    }

    /** The rows of the list: each figure's name and description. */
    public List<String> listedFigures() {
        opens("figures");
        return page.locator("#figures .figure-text").allInnerTexts();
    }

    /** Sends a message in the chat, which must be open. */
    public void writes(String text) {
        page.locator("#chat-text").fill(text);
        page.locator("#chat-form button").click();
        page.locator("#chat-list").getByText(text).waitFor();
    }

    /** The displayed time of the newest message of the chat. */
    public String chatTime() {
        return page.locator("#chat-list time").last().textContent();
    }

    /** The state of saving in the header: saved, saving or offline. */
    public String saving() {
        return page.locator("#saved").getAttribute("data-saved");
    }

    public boolean lineIsGone() {
        return page.locator("#line").isVisible();
    }

    public String status() {
        return page.locator("#status-text").innerText();
    }

    private static Locator.WaitForOptions attached() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
    }

    private record Point(double x, double y) {}
}
