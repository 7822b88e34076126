package org.sessionroom.identity;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.sessionroom.participant.Seat;

/**
 * A client leaves this device, such as a shared computer: their login ends, and with it every socket and token that rests on
 * it. The link was used up; only a new one lets them in again.
 */
@WebServlet("/leave-device")
public class LeaveDeviceServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient CurrentPerson current;

    @EJB
    private transient LoginService loginService;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Seat> seat = current.keptSeat();
        // Fails when the database does not answer; they are told so, and have not left.
        seat.map(left -> left.person().login()).ifPresent(loginService::end);
        seat.ifPresent(left -> current.haveErased(left.person(), response));
        current.forgetGuest(response);
        response.sendRedirect("/notice?about=DEVICE_LEFT");
    }
}
