package org.sessionroom.web;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;
import org.sessionroom.identity.CurrentPerson;

/**
 * Makes the views of people who are not logged in stateless: no HTTP session, of which a stranger could create millions,
 * and no view that could expire for a client who opened their link early. The layout's {@code f:view transient} has the same effect,
 * by which Faces recognises such a view again; but it comes too late for PrimeFaces, which has already stored its nonce in the view.
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
