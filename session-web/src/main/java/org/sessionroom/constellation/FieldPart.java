package org.sessionroom.constellation;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.sessionroom.session.SessionPage;

/** A session's current field, on the session's page. */
@Named
@RequestScoped
public class FieldPart {

    @EJB
    private ConstellationService constellations;

    @Inject
    private SessionPage page;

    private Constellation field;

    /** Whether the field is empty. */
    public boolean isFree() {
        return field().figures().isEmpty();
    }

    /** The figures as JSON that is safe inside a script element. */
    public String getFigures() {
        return ConstellationJson.write(field()).build().toString().replace("<", "\\u003c");
    }

    private Constellation field() {
        if (field == null) {
            field = constellations.read(page.person(), page.id());
        }
        return field;
    }
}
