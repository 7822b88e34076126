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
import org.sessionroom.identity.CurrentPerson;
import org.sessionroom.identity.LoginFirst;

/**
 * Handles a request that failed because its login ended while Faces processed it: it is treated as a request without a login. The
 * HTTP session in which Faces keeps the view no longer exists then.
 */
public final class EndedLogins extends ExceptionHandlerFactory {

    public EndedLogins(ExceptionHandlerFactory wrapped) {
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
            if (failures.hasNext()
                    && !context.getExternalContext().isResponseCommitted()
                    && CDI.current().select(CurrentPerson.class).get().hasLeft()) {
                while (failures.hasNext()) {
                    failures.next();
                    failures.remove();
                }
                refuse(context);
            }
            getWrapped().handle();
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
    }
}
