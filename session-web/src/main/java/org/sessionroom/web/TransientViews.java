package org.sessionroom.web;

import jakarta.faces.component.UIViewRoot;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;

/**
 * Makes every view stateless. Stored views would expire: with the HTTP session, and with some newer views of the same
 * browser, however old the window is in which somebody still types. No bean of a page needs one, because all data is loaded with
 * each request. It also means no HTTP session for strangers, who could create millions. The layout's {@code f:view transient} has
 * the same effect, by which Faces recognises such a view again; but it comes too late for PrimeFaces, which has already stored its
 * nonce in the view.
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
        if (view != null) {
            view.setTransient(true);
        }
    }
}
