package org.sessionroom.api;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.ejb.EJBException;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.sessionroom.Messages;
import org.sessionroom.database.DatabaseTrouble;
import org.sessionroom.health.UnexpectedFailures;
import org.sessionroom.session.FieldFault;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionUnavailable;

/** The only place that converts failures to problem details (RFC 9457), in the caller's language. */
@Provider
public class Problems implements ExceptionMapper<Throwable> {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final int RETRY_SECONDS = 60;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext security;

    @Context
    private UriInfo uri;

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof SessionRejected refusal) {
            return refused(refusal);
        }
        Optional<SessionUnavailable> later = DatabaseTrouble.in(failure);
        if (later.isPresent()) {
            return unavailable(later.get());
        }
        if (failure instanceof ForbiddenException && security.getUserPrincipal() == null) {
            return toResponse(new NotAuthorizedException("Bearer"));
        }
        if (failure instanceof WebApplicationException web) {
            Response response = web.getResponse();
            return problem(
                    response.getStatus(),
                    "HTTP_" + response.getStatus(),
                    reason(response.getStatus(), messages()),
                    response);
        }
        return unexpected(failure);
    }

    /** In the form of RFC 9457 §3: {@code errors} names the invalid member of the request. */
    private Response refused(SessionRejected refusal) {
        Messages messages = messages();
        int status = status(refusal.rejection());
        String code = refusal.rejection().name();
        if (refusal.fault().isEmpty()) {
            return problem(status, refusal.rejection());
        }
        FieldFault fault = refusal.fault().get();
        String detail = messages.text(fault);
        boolean inAddress = Stream.of(uri.getPathParameters(), uri.getQueryParameters())
                .anyMatch(parameters -> parameters.containsKey(fault.field()));
        String pointer = fault.field().isEmpty() ? "#" : "#/" + fault.field();
        JsonObjectBuilder error = Json.createObjectBuilder()
                .add("detail", detail)
                .add("code", fault.kind().name())
                .add(inAddress ? "parameter" : "pointer", inAddress ? fault.field() : pointer);
        String body = problem(status, code, detail)
                .add("errors", Json.createArrayBuilder().add(error))
                .build()
                .toString();
        return Response.status(status).type(MEDIA_TYPE).entity(body).build();
    }

    private Response unavailable(SessionUnavailable later) {
        return Response.fromResponse(problem(status(later.rejection()), later.rejection()))
                .header(HttpHeaders.RETRY_AFTER, later.retryAfter().toSeconds())
                .build();
    }

    private Response unexpected(Throwable failure) {
        String reference = UUID.randomUUID().toString();
        Throwable cause = failure instanceof EJBException ejb && ejb.getCausedByException() != null
                ? ejb.getCausedByException()
                : failure;
        // A kind of failure is logged with its stack trace once a minute, and otherwise in one line.
        boolean logged = UnexpectedFailures.log(cause, reference);
        if (!logged && security.getUserPrincipal() != null) {
            // Strangers must not be able to fill the log.
            LOG.callFailed(cause.getClass().getName(), reference);
        }
        String detail = messages().text("problem.unexpected", reference);
        return problem(500, "UNEXPECTED", detail, null);
    }

    private Response problem(int status, Rejection rejection) {
        return problem(status, rejection.name(), messages().text(rejection), null);
    }

    private static Response problem(int status, String code, String detail, Response original) {
        Response.ResponseBuilder problem =
                Response.status(status).type(MEDIA_TYPE).entity(body(status, code, detail));
        boolean waits = original != null && original.getHeaderString(HttpHeaders.RETRY_AFTER) != null;
        if (status == Response.Status.TOO_MANY_REQUESTS.getStatusCode() && !waits) {
            problem.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        Stream.of(HttpHeaders.ALLOW, HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER)
                .filter(header -> original != null && original.getHeaderString(header) != null)
                .forEach(header -> problem.header(header, original.getHeaderString(header)));
        return problem.build();
    }

    static String body(int status, String code, String detail) {
        return problem(status, code, detail).build().toString();
    }

    private static JsonObjectBuilder problem(int status, String code, String detail) {
        return Json.createObjectBuilder()
                .add("type", "urn:sessionroom:" + code)
                .add("title", code)
                .add("status", status)
                .add("detail", detail);
    }

    static String reason(int status, Messages messages) {
        String key = "problem." + status;
        return messages.bundle().containsKey(key) ? messages.text(key) : messages.text("problem.other");
    }

    private Messages messages() {
        return spokenTo(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    /** @param accepted an Accept-Language header, may be null or malformed */
    static Messages spokenTo(String accepted) {
        return Messages.in(Messages.preferred(Optional.ofNullable(accepted).orElse("")));
    }

    /** The most specific status of RFC 9110. */
    static int status(Rejection rejection) {
        return switch (rejection) {
            case NOT_ALLOWED, NOT_YOURS, NOT_ADMITTED -> 403;
            case NOT_FOUND, FIGURE_UNKNOWN, INVITATION_UNKNOWN -> 404;
            case INVALID, REASON_NEEDED -> 400;
            case NOTES_CHANGED, LINE_CHANGED -> 412;
            case TOO_FAST, TOO_OFTEN, INVITED_OFTEN -> 429;
            case NO_RECOGNISER, BUSY, UNAVAILABLE -> 503;
            case QUOTA_REACHED, FIELD_EXHAUSTED, TRANSCRIPT_FULL -> 507;
            case INVITATION_USED, INVITATION_EXPIRED, INVITATION_REVOKED, SESSION_ENDED, ERASED -> 410;
            case WRONG_STATE,
                    FIGURE_EXISTS,
                    HOLD_ID_REUSED,
                    HOLDS_FULL,
                    FIELD_FULL,
                    STALE,
                    CONSENT_OUTDATED,
                    CONSENT_MISSING,
                    OFF_RECORD,
                    CHANGE_ID_REUSED,
                    DAY_FULL,
                    MANY_RUNNING,
                    APPOINTMENT_CANCELLED,
                    APPOINTMENT_OPENED -> 409;
        };
    }
}
