package org.sessionroom.identity;

import jakarta.ejb.EJB;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.sessionroom.participant.Person;
import org.sessionroom.record.UnsentWorkKeys;
import org.sessionroom.web.PageCookie;

/** Marks browsers in which somebody has logged in, and recognises them at their next login, before the container's login. */
@WebListener
public class ReturningBrowsers implements ServletContextListener {

    private static final PageCookie BROWSER = new PageCookie("browser", LoginQuery.PAGE, false);

    @EJB
    private BrowserTokens tokens;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext().setAttribute(BROWSER.name(), tokens);
    }

    /** The name of the cookie. */
    public static String cookie() {
        return BROWSER.name();
    }

    /**
     * The person who logged in last in a browser, if somebody did within 90 days.
     *
     * @param token the content of the cookie
     * @return not a name, but different for each person
     */
    public static Optional<String> person(Optional<String> token, ServletContext pages) {
        return token.flatMap(tokens(pages)::read);
    }

    /** From now on this browser is known. */
    static void mark(Person person, HttpServletRequest request, HttpServletResponse response) {
        String token = tokens(request.getServletContext()).issue(UnsentWorkKeys.owner(person));
        BROWSER.set(token, (int) BrowserTokens.LIFE.toSeconds(), request, response);
    }

    private static BrowserTokens tokens(ServletContext pages) {
        return (BrowserTokens) pages.getAttribute(BROWSER.name());
    }
}
