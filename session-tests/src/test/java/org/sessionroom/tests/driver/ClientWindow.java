package org.sessionroom.tests.driver;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sessionroom.launcher.MailCatcher;
import org.sessionroom.launcher.Room;

/** A client's browser, from the mail to the room. */
public final class ClientWindow {

    private static final Pattern LINK = Pattern.compile("https://\\S+/join#\\S+");

    private final Page page;

    private ClientWindow(Page page) {
        this.page = page;
    }

    /** Follows a link. */
    public static ClientWindow at(Browser browser, String link) {
        Page page = Browsers.newVisitor(browser).newPage();
        page.navigate(link);
        return new ClientWindow(page);
    }

    /** The link in the newest mail to this address; waits for the mail. */
    public static String linkMailedTo(Room room, String address) {
        Matcher link = LINK.matcher(mailTo(room, address).text());
        HttpVisitor.require(link.find(), "no link in the mail to " + address);
        return link.group();
    }

    /** The newest mail to this address; waits for it. */
    public static MailCatcher.Mail mailTo(Room room, String address) {
        return Eventually.get("mail to " + address, () -> room.mail().caught().stream()
                .filter(mail -> mail.to().equals(address))
                .reduce((older, newer) -> newer));
    }

    public Page page() {
        return page;
    }

    /** The state of the link according to the page: VALID, or the reason why not. */
    public String invitation() {
        return page.locator("[data-invitation]").getAttribute("data-invitation");
    }

    public RoomWindow joins() {
        page.locator("[id='join:enter']").click();
        return RoomWindow.on(page);
    }

    /** Continues to the page before the room. */
    public RoomWindow comesTo() {
        page.locator("[id='join:enter']").click();
        return RoomWindow.before(page);
    }
}
