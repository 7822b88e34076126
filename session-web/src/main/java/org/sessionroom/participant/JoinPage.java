package org.sessionroom.participant;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.sessionroom.Hospital;
import org.sessionroom.appointment.Booking;
import org.sessionroom.identity.CurrentPerson;
import org.sessionroom.identity.PageLanguage;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/**
 * The page an invitation link leads to. The link's secret stands behind the #, so that neither a mail scanner that fetches
 * the page nor any log ever has it; the page's script posts it here, first to look, and on the person's click to redeem.
 */
@Named
@RequestScoped
public class JoinPage {

    @EJB
    private Inviting inviting;

    @Inject
    private CurrentPerson current;

    @Inject
    private PageLanguage language;

    private String token;
    private String name;
    private InvitationLook look;
    private Rejection obstacle;

    /** Looks before Faces decodes the form: what it shows, and so what can be clicked in it, depends on the invitation. */
    @PostConstruct
    void look() {
        token = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("join:token");
        if (token == null) {
            return;
        }
        try {
            look = inviting.look(InvitationToken.parse(token));
            obstacle = look.obstacle().orElse(null);
            name = look.clientName();
        } catch (SessionRejected refusal) {
            obstacle = refusal.rejection();
        } catch (IllegalArgumentException malformed) {
            obstacle = Rejection.INVITATION_UNKNOWN;
        }
    }

    /** Takes the seat and goes to the room. */
    public void enter() throws IOException {
        try {
            if (!Booking.isText(name, Booking.LONGEST_NAME)) {
                String message = language.messages().text("join.name.needed");
                FacesContext.getCurrentInstance()
                        .addMessage("join:name", new FacesMessage(FacesMessage.SEVERITY_ERROR, message, null));
                return;
            }
            Guest guest = inviting.redeem(InvitationToken.parse(token), name);
            ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
            current.become(guest, (HttpServletResponse) external.getResponse());
            external.redirect("/room?as=client&session=" + guest.seat().session());
        } catch (SessionRejected refusal) {
            obstacle = refusal.rejection();
        } catch (IllegalArgumentException malformed) {
            obstacle = Rejection.INVITATION_UNKNOWN;
        }
    }

    public boolean isValid() {
        return look != null && obstacle == null;
    }

    public String getObstacle() {
        return obstacle == null ? null : obstacle.name();
    }

    public String getTherapistName() {
        return Optional.ofNullable(look).map(InvitationLook::therapistName).orElse("");
    }

    public String getFirstName() {
        return Optional.ofNullable(look)
                .map(seen -> seen.clientName().split(" ")[0])
                .orElse("");
    }

    public ZonedDateTime getStart() {
        return look.startsAt().atZone(Hospital.timeZone());
    }

    public String getToken() {
        return token;
    }

    public void setToken(String token) {
        this.token = token;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }
}
