package org.sessionroom.session;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.primefaces.PrimeFaces;
import org.sessionroom.identity.CurrentPerson;
import org.sessionroom.identity.PageLanguage;
import org.sessionroom.participant.Person;

/**
 * The form with which a therapist cancels a session from inside its room. Only a refusal is shown by the answer: everybody in the
 * room, also its sender, learns of the end over the socket.
 */
@Named
@RequestScoped
public class CancelForm {

    @EJB
    private SessionLifecycle lifecycle;

    @Inject
    private CurrentPerson current;

    @Inject
    private PageLanguage language;

    private String session;
    private String reason;

    /** The room's view is stateless: the form names its session. */
    @PostConstruct
    void readSession() {
        session = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("session");
    }

    /** Cancels the session, with the reason that the person gave. */
    public void cancel() throws IOException {
        FacesContext context = FacesContext.getCurrentInstance();
        Optional<Person> person = current.member();
        if (person.isEmpty()) {
            refuse(HttpServletResponse.SC_UNAUTHORIZED, context);
            return;
        }
        try {
            lifecycle.move(person.get(), SessionId.parse(session), Transition.CANCEL, Optional.ofNullable(reason));
            PrimeFaces.current().ajax().addCallbackParam("cancelled", true);
        } catch (IllegalArgumentException malformed) {
            refuse(HttpServletResponse.SC_NOT_FOUND, context);
        } catch (SessionRejected refusal) {
            say(language.messages().text(refusal), context);
        } catch (SessionUnavailable later) {
            say(language.messages().text(later.rejection()), context);
        }
    }

    private static void refuse(int status, FacesContext context) throws IOException {
        context.responseComplete();
        context.getExternalContext().responseSendError(status, null);
    }

    private static void say(String message, FacesContext context) {
        context.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, message, null));
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }
}
