package org.sessionroom.web;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;
import org.sessionroom.identity.CurrentPerson;

/**
 * Keeps nothing of pages shown to somebody who is not logged in: no HTTP session, which anybody could ask for by the million,
 * and no view that could expire on a client who opened their link early. The layout's {@code f:view transient} says the same,
 * by which Faces knows such a view again; it says so too late for PrimeFaces, which has put its nonce into the view by then.
 */
public class TransientViews implements PhaseListener {

    private static final long serialVersionUID = 1L;

    @Override
    public PhaseId getPhaseId() {
        return PhaseId.RESTORE_VIEW;
    }

    @Override
    public void beforePhase(PhaseEvent event) {
        // There is no view yet.
    }

    @Override
    public void afterPhase(PhaseEvent event) {
        UIViewRoot view = event.getFacesContext().getViewRoot();
        boolean loggedIn = CDI.current().select(CurrentPerson.class).get().isKnown();
        if (view != null && !loggedIn) {
            view.setTransient(true);
        }
    }
}
