package org.sessionroom.web;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.FacesException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import org.sessionroom.database.DatabaseTrouble;
import org.sessionroom.identity.CurrentPerson;
import org.sessionroom.identity.LoginFirst;
import org.sessionroom.session.SessionUnavailable;

/**
 * Answers requests that failed while Faces processed them.
 * <ul>
 *   <li>If the login ended meanwhile, it is treated as a request without a login.
 *   <li>A script's request gets the status of its failure: 503 with Retry-After (RFC 9110 §15.6.4) if the database does not
 *       answer, otherwise 500. Faces itself would answer 200, and PrimeFaces would leave the page, with all that was typed.
 * </ul>
 */
public final class FacesFailures extends ExceptionHandlerFactory {

    public FacesFailures(ExceptionHandlerFactory wrapped) {
        super(wrapped);
    }

    @Override
    public ExceptionHandler getExceptionHandler() {
        return new Handler(getWrapped().getExceptionHandler());
    }

    private static final class Handler extends ExceptionHandlerWrapper {

        Handler(ExceptionHandler wrapped) {
            super(wrapped);
        }

        @Override
        public void handle() {
            FacesContext context = FacesContext.getCurrentInstance();
            Iterator<ExceptionQueuedEvent> failures =
                    getUnhandledExceptionQueuedEvents().iterator();
            if (failures.hasNext() && !context.getExternalContext().isResponseCommitted()) {
                Throwable failure = failures.next().getContext().getException();
                if (CDI.current().select(CurrentPerson.class).get().hasLeft()) {
                    refuse(context);
                    forgetAll();
                } else if (context.getPartialViewContext().isAjaxRequest()) {
                    fail(context, failure);
                    forgetAll();
                }
            }
            getWrapped().handle();
        }

        private void forgetAll() {
            Iterator<ExceptionQueuedEvent> failures =
                    getUnhandledExceptionQueuedEvents().iterator();
            while (failures.hasNext()) {
                failures.next();
                failures.remove();
            }
        }

        private static void refuse(FacesContext context) {
            ExternalContext external = context.getExternalContext();
            external.responseReset();
            try {
                LoginFirst.refuse(
                        (HttpServletRequest) external.getRequest(), (HttpServletResponse) external.getResponse());
            } catch (IOException gone) {
                throw new FacesException(gone);
            }
            context.responseComplete();
        }

        private static void fail(FacesContext context, Throwable failure) {
            ExternalContext external = context.getExternalContext();
            external.responseReset();
            Optional<SessionUnavailable> trouble = DatabaseTrouble.in(failure);
            if (trouble.isPresent()) {
                external.setResponseStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                external.setResponseHeader(
                        "Retry-After", Long.toString(trouble.get().retryAfter().toSeconds()));
            } else {
                int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
                external.setResponseStatus(status);
                CDI.current()
                        .select(FailureLog.class)
                        .get()
                        .write((HttpServletRequest) external.getRequest(), status, Optional.of(failure));
            }
            context.responseComplete();
        }
    }
}
