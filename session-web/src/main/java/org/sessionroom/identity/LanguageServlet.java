package org.sessionroom.identity;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sessionroom.Messages;
import org.sessionroom.web.PageCookie;

/** Stores the choice of a language for a year and returns to the page on which it was made. */
@WebServlet("/language")
public class LanguageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** W3C Fetch Metadata: a link or picture of another site must not change the choice. */
    private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");

    private static final PageCookie CHOICE = new PageCookie(Language.COOKIE);

    private static final int YEAR_SECONDS = 365 * 24 * 60 * 60;

    @Inject
    private transient CurrentPerson person;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (FOREIGN.contains(
                Optional.ofNullable(request.getHeader("Sec-Fetch-Site")).orElse(""))) {
            response.sendRedirect("/");
            return;
        }
        String wanted = Optional.ofNullable(request.getParameter("to")).orElse("");
        String back = ownPath(request.getParameter("back"));
        String choice = Language.choice(Messages.supported(Locale.forLanguageTag(wanted)), person.readerOf(back));
        CHOICE.set(choice, YEAR_SECONDS, request, response);
        response.sendRedirect(back);
    }

    /** Only a path of ours: anything else could redirect a person to another site (OWASP, unvalidated redirects). */
    static String ownPath(String back) {
        boolean ours = back != null && back.matches("/[A-Za-z0-9_-]*(\\?[A-Za-z0-9=&_-]*)?");
        return ours ? back : "/";
    }
}
