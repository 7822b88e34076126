package org.sessionroom.identity;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/**
 * Reached only after the login, which web.xml asks for; goes back to where it was needed. That is kept in the HTTP session,
 * because the address the provider sends people back to says no more than this path.
 */
@WebServlet("/login")
public class LoginServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    /** Under which name the HTTP session keeps the path to go back to. */
    public static final String BACK = "login.back";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession();
        String back = (String) session.getAttribute(BACK);
        session.removeAttribute(BACK);
        response.sendRedirect(LanguageServlet.ownPath(back));
    }
}
