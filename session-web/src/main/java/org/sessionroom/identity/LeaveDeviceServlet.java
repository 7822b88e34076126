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
import org.sessionroom.web.Notice;

/**
 * A client leaves this device, such as a shared computer: their login ends, and with it all its sockets and tokens.
 * The link was used up; they need a new one to enter again.
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
        // Fails if the database does not answer; the person sees an error, and is still logged in.
        seat.map(left -> left.person().login()).ifPresent(loginService::end);
        seat.ifPresent(left -> current.haveErased(left.person(), response));
        current.forgetGuest(response);
        response.sendRedirect(Notice.DEVICE_LEFT.address());
    }
}
