package org.sessionroom.room;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.util.Optional;
import org.sessionroom.Hospital;
import org.sessionroom.identity.CurrentPerson;
import org.sessionroom.identity.LoginServlet;
import org.sessionroom.identity.PageLanguage;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionPeople;
import org.sessionroom.session.SessionPeople.Names;
import org.sessionroom.session.SessionRejected;

/** The room's page: checks who comes, and gives the page's script what it starts from. */
@Named
@RequestScoped
public class RoomPage {

    @EJB
    private SessionPeople people;

    @Inject
    private CurrentPerson current;

    @Inject
    private PageLanguage language;

    private String session;
    private String as;
    private Names names;

    /** Lets in whoever belongs here, and sends everybody else to a page that says what to do. */
    public void check() throws IOException {
        try {
            SessionId id = SessionId.parse(session);
            Optional<Person> person = current.in(id, isClient());
            if (person.isEmpty() && isClient()) {
                leaveFor("/notice?about=LINK_NEEDED");
                return;
            }
            if (person.isEmpty()) {
                FacesContext.getCurrentInstance()
                        .getExternalContext()
                        .getSessionMap()
                        .put(LoginServlet.BACK, "/room?session=" + id);
                leaveFor("/login");
                return;
            }
            names = people.names(person.get(), id);
        } catch (IllegalArgumentException | NullPointerException malformed) {
            leaveFor("/notice?about=PAGE_NOT_FOUND");
        } catch (SessionRejected refusal) {
            boolean over = refusal.rejection() == Rejection.WRONG_STATE;
            leaveFor(over ? "/notice?about=SESSION_ENDED" : "/notice?about=FORBIDDEN");
        }
    }

    private static void leaveFor(String path) throws IOException {
        FacesContext.getCurrentInstance().getExternalContext().redirect(path);
    }

    /** The texts of the page's scripts, as a JSON object that is safe inside a script element. */
    public String getMessages() {
        JsonObjectBuilder texts = Json.createObjectBuilder();
        language.getText().keySet().stream()
                .filter(key -> !key.startsWith("mail.") && !key.startsWith("agenda."))
                .sorted()
                .forEach(key -> texts.add(key, language.getText().getString(key)));
        return texts.build().toString().replace("<", "\\u003c");
    }

    public boolean isClient() {
        return "client".equals(as);
    }

    public String getRole() {
        return isClient() ? Role.CLIENT.name() : Role.THERAPIST.name();
    }

    public Names getNames() {
        return names;
    }

    public String getTimeZone() {
        return Hospital.timeZone().getId();
    }

    public String getSession() {
        return session;
    }

    public void setSession(String session) {
        this.session = session;
    }

    public String getAs() {
        return as;
    }

    public void setAs(String as) {
        this.as = as;
    }
}
