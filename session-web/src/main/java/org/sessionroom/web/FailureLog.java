package org.sessionroom.web;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.health.RecurringFaults;
import org.sessionroom.health.UnexpectedFailures;
import org.sessionroom.identity.CurrentPerson;

/** Logs that a page or a form failed. Strangers must not be able to fill the log. */
@ApplicationScoped
public class FailureLog {

    private static final RecurringFaults LINES = new RecurringFaults(Duration.ofMinutes(1));

    @Inject
    private CurrentPerson current;

    /**
     * Logs it under a new reference.
     *
     * @param status of the answer
     * @param cause what was thrown, if anything
     * @return the reference, which the person may be shown
     */
    String write(HttpServletRequest request, int status, Optional<Throwable> cause) {
        String reference = UUID.randomUUID().toString();
        String kind = cause.map(UnexpectedFailures::kind).orElse("status " + status);
        if (!isKnown(request)) {
            writeRarely(kind, reference);
        } else if (cause.isEmpty() || !UnexpectedFailures.log(cause.get(), reference)) {
            LOG.failed(status, reference);
        }
        return reference;
    }

    /** Logs that a notice failed, too. */
    void writeOfNotice(Throwable failure) {
        writeRarely("notice: " + UnexpectedFailures.kind(failure), "-");
    }

    private boolean isKnown(HttpServletRequest request) {
        try {
            return request.getUserPrincipal() != null || current.isMember();
        } catch (RuntimeException failedAsWell) {
            return false;
        }
    }

    private static void writeRarely(String kind, String reference) {
        LINES.count(kind, System.nanoTime()).ifPresent(count -> LOG.failedForAnybody(kind, count, reference));
    }
}
